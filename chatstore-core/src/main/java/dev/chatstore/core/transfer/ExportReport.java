package dev.chatstore.core.transfer;

import java.util.Map;

/**
 * What an export has written.
 *
 * @param conversations how many conversations
 * @param messages how many messages they have together
 * @param unreadable how many messages and profiles were written without the parts that cannot be read, and how many
 *     conversations were left out because nothing of them can be read. The log names each
 */
public record ExportReport(long conversations, long messages, long unreadable) {
    /** Returns the numbers by the names that the audit trail has for them. */
    Map<String, Long> amounts() {
        return Map.of("conversations", conversations, "messages", messages);
    }
}
