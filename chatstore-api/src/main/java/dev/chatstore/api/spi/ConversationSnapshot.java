package dev.chatstore.api.spi;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;

/**
 * All that a store holds of a conversation at one version.
 *
 * @param head the conversation
 * @param messages its messages in their order. They may be iterated several times, and are the same each time
 */
public record ConversationSnapshot(Conversation head, Iterable<MessageSnapshot> messages) {
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
