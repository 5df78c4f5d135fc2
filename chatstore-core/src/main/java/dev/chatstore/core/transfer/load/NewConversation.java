package dev.chatstore.core.transfer.load;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.core.transfer.identity.ImportEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A conversation of a source with its messages so far.
 *
 * @param id the conversation
 * @param fitting its profile
 * @param exists whether the store is known to have it
 * @param again whether the run has met it before: what is brought in now is another part of it, or the same once more
 * @param entries its messages, each with its place
 */
public record NewConversation(
        ConversationId id, FittingProfile fitting, boolean exists, boolean again, List<ImportEntry> entries) {
    /** Creates a conversation without messages. */
    public NewConversation(ConversationId id, FittingProfile fitting, boolean exists, boolean again) {
        this(id, fitting, exists, again, new ArrayList<>());
    }

    /** Returns its profile. */
    public Profile profile() {
        return fitting.profile();
    }

    /** Returns it as one append with a profile would leave it, or an opening if it has no message. */
    public ConversationSnapshot snapshot(Instant time) {
        List<MessageSnapshot> messages = new ArrayList<>(entries.size());
        long tokens = 0;
        for (NewMessage message : messages()) {
            messages.add(new MessageSnapshot(Message.appended(message, messages.size() + 1L, 1, time)));
            tokens += message.tokens();
        }
        int count = messages.size();
        return new ConversationSnapshot(
                new Conversation(id, 1, count, count, tokens, profile(), false, time, time, time), messages);
    }

    /** Returns the messages as a conversation that consists of them has them: an ordinal is a sequence. */
    public List<NewMessage> messages() {
        return entries.stream()
                .map(entry -> entry.followsPrevious()
                        ? entry.message()
                        : entry.message().withParent(entry.parent()))
                .toList();
    }

    /** Returns how many bytes its messages have in the source. */
    public long bytes() {
        return entries.stream().mapToLong(ImportEntry::bytes).sum();
    }
}
