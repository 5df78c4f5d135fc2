package dev.chatstore.core.window;

import dev.chatstore.api.Change;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.Message;
import dev.chatstore.api.Profile;
import java.time.Instant;

/** Applies changes to the head of a conversation, with the same result as in the durable store. */
final class HeadUpdates {
    private HeadUpdates() {}

    /** Returns the head of a conversation that an append created. */
    static Conversation created(Change.Appended change) {
        Instant created = change.messages().get(0).created();
        return appended(
                new Conversation(change.conversation(), 0, 0, 0, 0, Profile.EMPTY, false, created, created), change);
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
                head.archived(),
                head.created(),
                change.messages().get(count - 1).created());
    }

    static Conversation changed(Conversation head, long version, Instant updated) {
        return new Conversation(
                head.id(),
                version,
                head.messageCount(),
                head.lastSequence(),
                head.tokens(),
                head.profile(),
                head.archived(),
                head.created(),
                updated);
    }
}
