package dev.chatstore.redis.client;

import dev.chatstore.api.CorruptDataException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The reply of a script: a list, whose first element usually says what happened. A reply of another form is a
 * {@link CorruptDataException}.
 *
 * @param elements texts as bytes, numbers, lists and nulls
 */
public record Reply(List<?> elements) {
    /** The first element if the second is the key of a value that another program wrote. */
    private static final byte[] FOREIGN = "FOREIGN".getBytes(StandardCharsets.UTF_8);

    /** Returns the list that a script replied, or null if it replied with nothing. */
    public static @Nullable Reply orNull(@Nullable Object reply) {
        return reply instanceof List<?> ? of(reply) : null;
    }

    /** Returns the list that a script replied. */
    public static Reply of(@Nullable Object reply) {
        if (reply instanceof List<?> list) {
            Reply read = new Reply(list);
            if (list.size() == 2 && list.get(0) instanceof byte[] first && Arrays.equals(first, FOREIGN)) {
                throw foreign(read.bytes(1));
            }
            return read;
        }
        throw unreadable();
    }

    /** Returns the first element, which says what happened. */
    public String outcome() {
        return text(0);
    }

    /** Returns the number of elements. */
    public int size() {
        return elements.size();
    }

    /** Returns the bytes at an index. */
    public byte[] bytes(int index) {
        if (elements.get(index) instanceof byte[] bytes) {
            return bytes;
        }
        throw unreadable();
    }

    /** Returns the bytes at an index, or null if there are none. */
    public byte @Nullable [] bytesOrNull(int index) {
        return elements.get(index) instanceof byte[] bytes ? bytes : null;
    }

    /** Returns the text at an index. */
    public String text(int index) {
        return new String(bytes(index), StandardCharsets.UTF_8);
    }

    /** Returns the number at an index, which is written in decimal digits. */
    public long number(int index) {
        try {
            return Long.parseLong(text(index));
        } catch (NumberFormatException e) {
            throw unreadable();
        }
    }

    /** Returns the list at an index. */
    public Reply list(int index) {
        return of(elements.get(index));
    }

    /** Returns the list at an index as the fields of a hash. */
    public Map<String, byte[]> fields(int index) {
        Reply list = list(index);
        Map<String, byte[]> fields = new HashMap<>();
        for (int i = 0; i < list.size(); i += 2) {
            fields.put(list.text(i), list.bytes(i + 1));
        }
        return fields;
    }

    /** Returns the error for a key whose value another program wrote. */
    public static CorruptDataException foreign(byte[] key) {
        return CorruptDataException.ofStorage(
                "the key " + new String(key, StandardCharsets.UTF_8)
                        + " of Redis holds a value that is not of the type or form in which this library stores it; remove "
                        + "the value, or set redis.prefix so that no other program uses the same keys",
                null);
    }

    /** Returns the error for a value that cannot be read. */
    public static CorruptDataException unreadable() {
        return CorruptDataException.ofStorage(
                "a value in Redis is not of the form in which this library stores it", null);
    }
}
