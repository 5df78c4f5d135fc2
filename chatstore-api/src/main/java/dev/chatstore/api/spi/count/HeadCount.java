package dev.chatstore.api.spi.count;

import dev.chatstore.api.ConversationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the head of a conversation says about it in numbers.
 *
 * @param conversation the value of its id
 * @param created when it was created
 * @param owner its owner, or null
 * @param model its model, or null
 * @param archived whether it is archived
 * @param messages the number of its messages
 * @param lastSequence the sequence of its newest message
 * @param tokens the tokens of its messages together
 */
// Eight components: a row.
public record HeadCount(
        String conversation,
        Instant created,
        @Nullable String owner,
        @Nullable String model,
        boolean archived,
        long messages,
        long lastSequence,
        long tokens) {
    /** Returns the sequence at which its history begins, as {@link dev.chatstore.api.Conversation#firstSequence} does. */
    public long firstSequence() {
        return lastSequence - messages + 1;
    }

    /** Returns the parts, without owner and model. */
    @Override
    public String toString() {
        return "HeadCount[conversation=" + ConversationId.printable(conversation) + ", created=" + created
                + ", archived=" + archived + ", messages=" + messages + ", lastSequence=" + lastSequence + ", tokens="
                + tokens + "]";
    }
}
