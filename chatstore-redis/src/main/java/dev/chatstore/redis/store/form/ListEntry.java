package dev.chatstore.redis.store.form;

import dev.chatstore.api.CorruptDataException;
import dev.chatstore.redis.client.Reply;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * An entry of a list of conversations. Its bytes sort in the list's order: a time, the id, a zero, and a nonce, which
 * distinguishes the entries of one conversation. The head of the conversation names the nonce of its valid entry.
 *
 * @param time the time of the conversation's creation, or the beginning of the day (UTC) of its last activity, in
 *     microseconds
 * @param value the value of the id
 * @param nonce the time of the entry's creation, in microseconds, and a random number, of 16 digits each
 */
public record ListEntry(long time, String value, String nonce) {
    private static final int DIGITS = 16;
    private static final long DAY = Duration.ofDays(1).toMillis() * 1_000;

    /** Returns a new nonce. */
    public static String nonce(long nowMicros, RandomGenerator random) {
        return digits(nowMicros) + digits(random.nextLong());
    }

    /** Reads an entry of a conversation that its head names as the time and the nonce, with a space between. */
    public static ListEntry named(String value, String timeAndNonce) {
        int space = timeAndNonce.indexOf(' ');
        try {
            return new ListEntry(
                    Long.parseLong(timeAndNonce.substring(0, space)), value, timeAndNonce.substring(space + 1));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw Reply.unreadable();
        }
    }

    /** Returns the beginning of the day of a time, both in microseconds. */
    public static long day(long micros) {
        return Math.floorDiv(micros, DAY) * DAY;
    }

    /** Returns the beginning of the day after that of a time, both in microseconds. */
    public static long dayAfter(long micros) {
        return day(micros) + DAY;
    }

    /** Returns the bound before all entries of a day and of those before it, for a range from newer to older entries. */
    public static byte[] beforeDay(long micros) {
        return ("(" + digits(dayAfter(micros))).getBytes(StandardCharsets.UTF_8);
    }

    public byte[] bytes() {
        return (digits(time) + value + "\0" + nonce).getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the bound before all entries of a conversation, for a range from newer to older entries. */
    public static byte[] before(long time, String value) {
        return ("(" + digits(time) + value + "\0").getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the bound before this entry, for a range from newer to older entries. */
    public byte[] before() {
        byte[] bytes = bytes();
        return ByteBuffer.allocate(1 + bytes.length).put((byte) '(').put(bytes).array();
    }

    /** Reads an entry of a list. */
    public static ListEntry of(byte[] list, byte[] bytes) {
        try {
            ListEntry entry = of(bytes);
            number(entry.nonce().substring(0, DIGITS));
            return entry;
        } catch (CorruptDataException e) {
            throw Reply.foreign(list);
        }
    }

    private static ListEntry of(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int zero = text.indexOf('\0');
        if (zero < DIGITS || text.length() != zero + 1 + 2 * DIGITS) {
            throw Reply.unreadable();
        }
        return new ListEntry(number(text.substring(0, DIGITS)), text.substring(DIGITS, zero), text.substring(zero + 1));
    }

    /** Returns the time of the entry's creation, in microseconds. */
    public long made() {
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
