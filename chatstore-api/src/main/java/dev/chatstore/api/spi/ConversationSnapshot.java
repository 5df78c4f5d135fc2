package dev.chatstore.api.spi;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import java.util.List;

/**
 * All that a store holds of a conversation at one version.
 *
 * @param head the conversation
 * @param messages its messages in their order. They may be iterated several times, and are the same each time
 * @param forgotten what is kept of the messages before its first one, in the order of their sequences: those that had an id.
 *     They may be iterated several times, and are the same each time
 */
public record ConversationSnapshot(
        Conversation head, Iterable<MessageSnapshot> messages, Iterable<ForgottenMessage> forgotten) {
    /** Creates the snapshot of a conversation of which no message with an id was removed. */
    public ConversationSnapshot(Conversation head, Iterable<MessageSnapshot> messages) {
        this(head, messages, List.of());
    }

    /** Returns the conversation's id. */
    public ConversationId id() {
        return head.id();
    }

    /** Returns the id and numbers, without the messages and the profile. */
    @Override
    public String toString() {
        return "ConversationSnapshot[head=" + head + "]";
    }
}
