package dev.chatstore.redis;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Bytes that grow: numbers in as few bytes as they need, texts in UTF-8 behind their length. For one thread. */
final class ByteSink {
    private static final int FIRST_SIZE = 256;
    private static final int MORE_FOLLOW = 0x80;
    private static final int MICROS = 1_000_000;
    private static final int NANOS_OF_MICRO = 1_000;

    private byte[] bytes = new byte[FIRST_SIZE];
    private int size;

    int size() {
        return size;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    ByteSink put(int oneByte) {
        grow(1);
        bytes[size++] = (byte) oneByte;
        return this;
    }

    ByteSink put(byte[] more) {
        grow(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
        return this;
    }

    /** Writes four bytes, the highest first. */
    ByteSink putInt(int value) {
        return put(value >>> 24).put(value >>> 16).put(value >>> 8).put(value);
    }

    /** Writes eight bytes, the highest first. */
    ByteSink putLong(long value) {
        return putInt((int) (value >>> 32)).putInt((int) value);
    }

    /** Writes a number of which small ones are the most likely, in one to ten bytes. */
    ByteSink putNumber(long value) {
        long rest = value;
        while ((rest & -MORE_FOLLOW) != 0) {
            put((int) rest | MORE_FOLLOW);
            rest >>>= 7;
        }
        return put((int) rest);
    }

    ByteSink putText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return putNumber(utf8.length).put(utf8);
    }

    /** Writes a text or null, at the cost of nothing but that empty ones count one more. */
    ByteSink putOptional(@Nullable String text) {
        if (text == null) {
            return putNumber(0);
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return putNumber(utf8.length + 1L).put(utf8);
    }

    ByteSink putTime(Instant time) {
        return putLong(micros(time));
    }

    static long micros(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), MICROS), (long) time.getNano() / NANOS_OF_MICRO);
    }

    static byte[] longBytes(long value) {
        return new ByteSink().putLong(value).toBytes();
    }

    private void grow(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), bytes.length * 2));
        }
    }
}
