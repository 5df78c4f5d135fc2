package dev.chatstore.api.spi.segment;

import org.jspecify.annotations.Nullable;

/**
 * Consecutive messages of a conversation that are in the archive, as the index of the store knows them. A segment never
 * changes.
 *
 * @param id chosen at random, 1 to 32 of the characters {@code a-z} and {@code 0-9}. No two segments have the same
 * @param first the sequence of its first message
 * @param last the sequence of its last message
 * @param tokens the tokens of its messages together
 * @param size the number of bytes of the messages before they were compressed
 * @param digest the SHA-256 of the content, as 64 hexadecimal digits
 * @param place the scheme of the place that has the content, such as {@code file}; null if the store has it itself
 * @param stored the number of bytes of the content
 */
public record Segment(
        String id,
        long first,
        long last,
        long tokens,
        long size,
        String digest,
        @Nullable String place,
        long stored) {
    /** Returns the number of messages. */
    public long messages() {
        return last - first + 1;
    }
}
