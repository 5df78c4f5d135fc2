package dev.chatstore.redis.store;

import dev.chatstore.redis.client.Reply;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/**
 * An entry of a list of conversations. Its bytes sort in the list's order: the time of creation, the id, a zero, and a
 * nonce, which distinguishes the entries of one conversation. The head of the conversation names the nonce of its valid
 * entry.
 *
 * @param created the time of the conversation's creation, in microseconds
 * @param value the value of the id
 * @param nonce the time of the entry's creation, in microseconds, and a random number, of 16 digits each
 */
record ListEntry(long created, String value, String nonce) {
    private static final int DIGITS = 16;

    /** Returns a new nonce. */
    static String nonce(long nowMicros, RandomGenerator random) {
        return digits(nowMicros) + digits(random.nextLong());
    }

    byte[] bytes() {
        return (digits(created) + value + "\0" + nonce).getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the bound before all entries of a conversation, for a range from newer to older entries. */
    static byte[] before(long created, String value) {
        return ("(" + digits(created) + value + "\0").getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the bound before this entry, for a range from newer to older entries. */
    byte[] before() {
        byte[] bytes = bytes();
        return ByteBuffer.allocate(1 + bytes.length).put((byte) '(').put(bytes).array();
    }

    /** Reads an entry. */
    static ListEntry of(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int zero = text.indexOf('\0');
        if (zero < DIGITS || text.length() != zero + 1 + 2 * DIGITS) {
            throw Reply.unreadable();
        }
        return new ListEntry(number(text.substring(0, DIGITS)), text.substring(DIGITS, zero), text.substring(zero + 1));
    }

    /** Returns the time of the entry's creation, in microseconds. */
    long made() {
        return number(nonce.substring(0, DIGITS));
    }

    /** Returns a number as digits, of which those of a higher number sort later. */
    private static String digits(long number) {
        String hex = Long.toHexString(number ^ Long.MIN_VALUE);
        return "0".repeat(DIGITS - hex.length()) + hex;
    }

    private static long number(String digits) {
        try {
            return Long.parseUnsignedLong(digits, 16) ^ Long.MIN_VALUE;
        } catch (NumberFormatException e) {
            throw Reply.unreadable();
        }
    }
}
