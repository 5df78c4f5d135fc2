package dev.chatstore.core.dump.form;

import dev.chatstore.core.backend.Micros;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A SHA-256 over values in a canonical form: numbers as 8 bytes, texts as their length and their UTF-8, the keys of an
 * object in order. Each value begins with its length or its kind, so that no two sequences of values have one form.
 */
public final class ContentDigest {
    private static final int NONE = -1;
    private static final int BYTES = 1 << 13;

    private final MessageDigest sha256 = sha256();

    /** Collects numbers, which are too small to be digested one by one. */
    private final byte[] buffer = new byte[BYTES];

    private int used;

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public ContentDigest number(long number) {
        reserve(Long.BYTES);
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            buffer[used++] = (byte) (number >>> shift);
        }
        return this;
    }

    public ContentDigest flag(boolean flag) {
        return kind(flag ? 't' : 'f');
    }

    public ContentDigest time(Instant time) {
        return number(Micros.of(time));
    }

    public ContentDigest timeOrNone(@Nullable Instant time) {
        return time == null ? kind('n') : kind('i').time(time);
    }

    public ContentDigest text(@Nullable String text) {
        if (text == null) {
            return number(NONE);
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        if (utf8.length > buffer.length - used) {
            flush();
            sha256.update(utf8);
        } else {
            System.arraycopy(utf8, 0, buffer, used, utf8.length);
            used += utf8.length;
        }
        return this;
    }

    /** Adds a plain value of metadata. */
    public ContentDigest value(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            kind('{').number(map.size());
            if (!map.isEmpty()) {
                Map<String, @Nullable Object> sorted = new TreeMap<>();
                map.forEach((key, element) -> sorted.put((String) key, element));
                sorted.forEach((key, element) -> text(key).value(element));
            }
            return this;
        }
        if (value instanceof List<?> list) {
            kind('[').number(list.size());
            list.forEach(this::value);
            return this;
        }
        if (value instanceof Number number) {
            // A text has each of its forms once: a store returns a number as it was given, with its zeros.
            return kind('#').text(number.toString());
        }
        if (value instanceof Boolean flag) {
            return flag(flag);
        }
        return value == null ? kind('n') : kind('s').text((String) value);
    }

    private ContentDigest kind(char kind) {
        reserve(1);
        buffer[used++] = (byte) kind;
        return this;
    }

    private void reserve(int bytes) {
        if (buffer.length - used < bytes) {
            flush();
        }
    }

    private void flush() {
        sha256.update(buffer, 0, used);
        used = 0;
    }

    /** Returns the digest of all values in hexadecimal digits, and begins anew. */
    public String end() {
        flush();
        return HexFormat.of().formatHex(sha256.digest());
    }
}
