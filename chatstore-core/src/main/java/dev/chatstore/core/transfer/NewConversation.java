package dev.chatstore.core.transfer;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.Profile;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.MessageSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A conversation that is taken for a new one, with its messages so far.
 *
 * @param target the conversation
 * @param profile its profile
 * @param entries its messages, each with its place
 */
record NewConversation(Target target, Profile profile, List<Run.Entry> entries) {
    NewConversation(Target target, Profile profile) {
        this(target, profile, new ArrayList<>());
    }

    /** Returns it as one append with a profile would leave it, or an opening if it has no message. */
    ConversationSnapshot snapshot(Instant time) {
        ConversationId id = target.id();
        List<MessageSnapshot> messages = new ArrayList<>(entries.size());
        long tokens = 0;
        for (Run.Entry entry : entries) {
            messages.add(new MessageSnapshot(Message.appended(entry.message(), messages.size() + 1L, 1, time)));
            tokens += entry.message().tokens();
        }
        int count = messages.size();
        return new ConversationSnapshot(
                new Conversation(id, 1, count, count, tokens, profile, false, time, time, time), messages);
    }
}
