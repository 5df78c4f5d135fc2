package dev.chatstore.redis;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link ByteSink} wrote. Whatever cannot have been written by one is {@link UnreadableException}. */
final class ByteSource {
    private static final int MORE_FOLLOW = 0x80;
    private static final int LONGEST_NUMBER = 63;

    private final byte[] bytes;
    private final int end;
    private int position;

    ByteSource(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    ByteSource(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.position = from;
        this.end = end;
    }

    boolean isAtEnd() {
        return position == end;
    }

    /** Returns what the next bytes hold, and passes over them. */
    ByteSource take(int length) {
        int from = pass(length);
        return new ByteSource(bytes, from, position);
    }

    /** Passes over the rest. */
    byte[] rest() {
        byte[] rest = new byte[end - position];
        System.arraycopy(bytes, position, rest, 0, rest.length);
        position = end;
        return rest;
    }

    int oneByte() {
        return bytes[pass(1)] & 0xff;
    }

    int fourBytes() {
        return (oneByte() << 24) | (oneByte() << 16) | (oneByte() << 8) | oneByte();
    }

    long eightBytes() {
        return ((long) fourBytes() << 32) | (fourBytes() & 0xffff_ffffL);
    }

    long number() {
        long value = 0;
        for (int shift = 0; shift <= LONGEST_NUMBER; shift += 7) {
            int next = oneByte();
            value |= (long) (next & ~MORE_FOLLOW) << shift;
            if (next < MORE_FOLLOW) {
                return value;
            }
        }
        throw new UnreadableException();
    }

    /** Returns a number of things that take a byte each at least, so that nobody makes room for more than there are. */
    int count() {
        long count = number();
        if (count < 0 || count > end - position) {
            throw new UnreadableException();
        }
        return (int) count;
    }

    String text() {
        return text(count());
    }

    @Nullable String optional() {
        long length = number();
        if (length < 0 || length > Integer.MAX_VALUE) {
            throw new UnreadableException();
        }
        return length == 0 ? null : text((int) length - 1);
    }

    Instant time() {
        return instant(eightBytes());
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private String text(int length) {
        int from = pass(length);
        return new String(bytes, from, length, StandardCharsets.UTF_8);
    }

    private int pass(int length) {
        if (length < 0 || length > end - position) {
            throw new UnreadableException();
        }
        int from = position;
        position += length;
        return from;
    }
}
