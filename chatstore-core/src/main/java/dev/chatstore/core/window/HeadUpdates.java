package dev.chatstore.core.window;

import dev.chatstore.api.Change;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.Message;
import dev.chatstore.api.Profile;
import java.time.Instant;
import java.util.Objects;

/** Applies changes to the head of a conversation, with the same result as in the durable store. */
final class HeadUpdates {
    private HeadUpdates() {}

    /** Returns the head of a conversation that an append created. */
    static Conversation created(Change.Appended change) {
        Instant created = change.messages().get(0).created();
        Profile profile = change.profile() == null ? Profile.EMPTY : change.profile();
        return appended(
                new Conversation(change.conversation(), 0, 0, 0, 0, profile, false, created, created, created), change);
    }

    static Conversation appended(Conversation head, Change.Appended change) {
        int count = change.messages().size();
        long tokens = head.tokens();
        for (Message message : change.messages()) {
            tokens += message.tokens();
        }
        return new Conversation(
                head.id(),
                change.version(),
                head.messageCount() + count,
                head.lastSequence() + count,
                tokens,
                head.profile(),
                false,
                head.created(),
                change.messages().get(count - 1).created(),
                change.messages().get(count - 1).created());
    }

    /** Returns the head after the edit or redaction of a message. */
    static Conversation revised(Conversation head, Change.Revised change) {
        return new Conversation(
                head.id(),
                change.version(),
                head.messageCount(),
                head.lastSequence(),
                head.tokens() + change.addedTokens(),
                head.profile(),
                head.archived(),
                head.created(),
                head.lastActivity(),
                Objects.requireNonNull(change.message().edited()));
    }
}
