package dev.chatstore.redis.codec;

import dev.chatstore.core.backend.Micros;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A growing array of bytes: numbers in as few bytes as they need, texts in UTF-8 after their length. For one thread.
 */
public final class ByteSink {
    private static final int FIRST_SIZE = 256;
    private static final int MORE_FOLLOW = 0x80;

    private byte[] bytes = new byte[FIRST_SIZE];
    private int size;

    /** Returns the number of bytes. */
    public int size() {
        return size;
    }

    /** Returns a copy of the bytes. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** Writes one byte. */
    public ByteSink put(int oneByte) {
        grow(1);
        bytes[size++] = (byte) oneByte;
        return this;
    }

    /** Writes bytes as they are. */
    public ByteSink put(byte[] more) {
        grow(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
        return this;
    }

    /** Writes two bytes, the highest first. */
    public ByteSink putShort(int value) {
        return put(value >>> 8).put(value);
    }

    /** Writes four bytes, the highest first. */
    public ByteSink putInt(int value) {
        return putShort(value >>> 16).putShort(value);
    }

    /** Writes eight bytes, the highest first. */
    public ByteSink putLong(long value) {
        return putInt((int) (value >>> 32)).putInt((int) value);
    }

    /** Writes a number of one to ten bytes, few for a small one. */
    public ByteSink putNumber(long value) {
        long rest = value;
        while ((rest & -MORE_FOLLOW) != 0) {
            put((int) rest | MORE_FOLLOW);
            rest >>>= 7;
        }
        return put((int) rest);
    }

    /** Writes a text. */
    public ByteSink putText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return putNumber(utf8.length).put(utf8);
    }

    /** Writes a list of texts. */
    public ByteSink putTexts(List<String> texts) {
        putNumber(texts.size());
        texts.forEach(this::putText);
        return this;
    }

    /** Writes a text or null, with a length that counts one more. */
    public ByteSink putOptional(@Nullable String text) {
        if (text == null) {
            return putNumber(0);
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return putNumber(utf8.length + 1L).put(utf8);
    }

    /** Writes a time in eight bytes. */
    public ByteSink putTime(Instant time) {
        return putLong(Micros.of(time));
    }

    /** Returns a number in eight bytes, the highest first. */
    public static byte[] longBytes(long value) {
        return new ByteSink().putLong(value).toBytes();
    }

    private void grow(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), bytes.length * 2));
        }
    }
}
