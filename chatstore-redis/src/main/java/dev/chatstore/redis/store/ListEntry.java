package dev.chatstore.redis.store;

import dev.chatstore.redis.client.Reply;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/**
 * A conversation in a list. Its bytes are in the list's order: the time of creation, the id, a zero, and a nonce that tells
 * this entry from all others of the conversation. The head of the conversation names the nonce of its one valid entry.
 *
 * @param created when the conversation was created, in microseconds
 * @param value the id's value
 * @param nonce when the entry was made, in microseconds, and a random number, each as 16 digits
 */
record ListEntry(long created, String value, String nonce) {
    private static final int DIGITS = 16;

    /** Returns a nonce that nobody else has. */
    static String nonce(long nowMicros, RandomGenerator random) {
        return digits(nowMicros) + digits(random.nextLong());
    }

    byte[] bytes() {
        return (digits(created) + value + "\0" + nonce).getBytes(StandardCharsets.UTF_8);
    }

    /** Returns what stands before all entries of a conversation, and behind those that a list has after them. */
    static byte[] place(long created, String value) {
        return ("(" + digits(created) + value + "\0").getBytes(StandardCharsets.UTF_8);
    }

    /** Returns what stands right before this entry. */
    byte[] place() {
        byte[] bytes = bytes();
        return ByteBuffer.allocate(1 + bytes.length).put((byte) '(').put(bytes).array();
    }

    static ListEntry of(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int zero = text.indexOf('\0');
        if (zero < DIGITS || text.length() != zero + 1 + 2 * DIGITS) {
            throw Reply.unreadable();
        }
        return new ListEntry(number(text.substring(0, DIGITS)), text.substring(DIGITS, zero), text.substring(zero + 1));
    }

    /** Returns when the entry was made, in microseconds. */
    long made() {
        return number(nonce.substring(0, DIGITS));
    }

    /** Returns a number as digits of which higher ones come later. */
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
