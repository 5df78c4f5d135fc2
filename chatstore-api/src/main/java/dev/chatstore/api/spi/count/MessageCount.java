package dev.chatstore.api.spi.count;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Role;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of those messages of a conversation that have the same role and days.
 *
 * @param conversation the value of its id
 * @param role the role, or null if it cannot be read
 * @param storedDay the day on which they were stored (UTC)
 * @param saidDay the day on which they were said (UTC)
 * @param messages the number of messages
 * @param tokens their tokens together
 * @param textBytes the bytes of their texts in UTF-8, as last edited
 * @param unreadable the number of those whose role or text cannot be read
 */
// Eight components: a row.
public record MessageCount(
        String conversation,
        @Nullable Role role,
        LocalDate storedDay,
        LocalDate saidDay,
        long messages,
        long tokens,
        long textBytes,
        long unreadable) {
    /** Returns the parts, with a printable id. */
    @Override
    public String toString() {
        return "MessageCount[conversation=" + ConversationId.printable(conversation) + ", role=" + role
                + ", storedDay=" + storedDay + ", saidDay=" + saidDay + ", messages=" + messages + ", tokens=" + tokens
                + ", textBytes=" + textBytes + ", unreadable=" + unreadable + "]";
    }
}
