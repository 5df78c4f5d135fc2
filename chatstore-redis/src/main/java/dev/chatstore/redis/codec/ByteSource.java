package dev.chatstore.redis.codec;

import dev.chatstore.core.backend.Micros;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link ByteSink} wrote; anything else is an {@link UnreadableException}. For one thread. */
public final class ByteSource {
    private static final int MORE_FOLLOW = 0x80;
    private static final int LONGEST_NUMBER = 63;

    private final byte[] bytes;
    private final int end;
    private int position;

    /** Reads bytes, which are not copied. */
    public ByteSource(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private ByteSource(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.position = from;
        this.end = end;
    }

    /** Returns whether all bytes are read. */
    public boolean isAtEnd() {
        return position == end;
    }

    /** Returns the number of bytes that are left. */
    public int left() {
        return end - position;
    }

    /** Returns a source of the bytes that are left, which reads them independently of this one. */
    public ByteSource copy() {
        return new ByteSource(bytes, position, end);
    }

    /** Adds the bytes that are left to a checksum, without reading them. */
    public void addTo(Checksum checksum) {
        checksum.update(bytes, position, end - position);
    }

    /** Reads that many bytes as a source of their own. */
    public ByteSource take(int length) {
        int from = pass(length);
        return new ByteSource(bytes, from, position);
    }

    /** Reads all bytes that are left. */
    public byte[] rest() {
        byte[] rest = new byte[end - position];
        System.arraycopy(bytes, position, rest, 0, rest.length);
        position = end;
        return rest;
    }

    /** Reads all bytes that are left as UTF-8. */
    public String restAsText() {
        return text(end - position);
    }

    /** Reads a byte, as a number from 0 to 255. */
    public int oneByte() {
        return bytes[pass(1)] & 0xff;
    }

    /** Reads two bytes, as a number from 0 to 65,535. */
    public int twoBytes() {
        return (oneByte() << 8) | oneByte();
    }

    /** Reads four bytes. */
    public int fourBytes() {
        return (twoBytes() << 16) | twoBytes();
    }

    /** Reads eight bytes. */
    public long eightBytes() {
        return ((long) fourBytes() << 32) | (fourBytes() & 0xffff_ffffL);
    }

    /** Reads a number. */
    public long number() {
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

    /** Reads the number of elements of at least a byte each that follow, so that no caller allocates room for more. */
    public int count() {
        long count = number();
        if (count < 0 || count > end - position) {
            throw new UnreadableException();
        }
        return (int) count;
    }

    /** Reads a text. */
    public String text() {
        return text(count());
    }

    /** Reads a list of texts. */
    public List<String> texts() {
        int count = count();
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(text());
        }
        return List.copyOf(texts);
    }

    /** Reads a text or null. */
    public @Nullable String optional() {
        long length = number();
        if (length < 0 || length > Integer.MAX_VALUE) {
            throw new UnreadableException();
        }
        return length == 0 ? null : text((int) length - 1);
    }

    /** Reads a time. */
    public Instant time() {
        return Micros.toInstant(eightBytes());
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
