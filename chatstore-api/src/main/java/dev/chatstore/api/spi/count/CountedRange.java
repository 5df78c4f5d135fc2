package dev.chatstore.api.spi.count;

import dev.chatstore.api.ConversationId;

/**
 * Messages of a conversation.
 *
 * @param conversation the value of its id
 * @param first the sequence of the first message
 * @param last the sequence of the last message
 */
public record CountedRange(String conversation, long first, long last) {
    /** Returns the parts, with a printable id. */
    @Override
    public String toString() {
        return "CountedRange[conversation=" + ConversationId.printable(conversation) + ", first=" + first + ", last="
                + last + "]";
    }
}
