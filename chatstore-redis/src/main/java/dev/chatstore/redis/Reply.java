package dev.chatstore.redis;

import dev.chatstore.api.CorruptDataException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a script returned: a list whose first element mostly says what became of the call.
 *
 * @param elements texts as bytes, numbers, lists and nulls
 */
record Reply(List<?> elements) {
    /** Reads a reply, or null for one that is nothing. */
    static @Nullable Reply orNull(@Nullable Object reply) {
        return reply instanceof List<?> list ? new Reply(list) : null;
    }

    static Reply of(@Nullable Object reply) {
        if (reply instanceof List<?> list) {
            return new Reply(list);
        }
        throw unreadable();
    }

    /** Returns the first element: what became of the call. */
    String outcome() {
        return text(0);
    }

    int size() {
        return elements.size();
    }

    byte[] bytes(int index) {
        if (elements.get(index) instanceof byte[] bytes) {
            return bytes;
        }
        throw unreadable();
    }

    String text(int index) {
        return new String(bytes(index), StandardCharsets.UTF_8);
    }

    long number(int index) {
        try {
            return Long.parseLong(text(index));
        } catch (NumberFormatException e) {
            throw unreadable();
        }
    }

    /** Returns the list at a place. */
    Reply list(int index) {
        return of(elements.get(index));
    }

    /** Returns the list at a place as the fields of a hash. */
    Map<String, byte[]> fields(int index) {
        Reply list = list(index);
        Map<String, byte[]> fields = new HashMap<>();
        for (int i = 0; i < list.size(); i += 2) {
            fields.put(list.text(i), list.bytes(i + 1));
        }
        return fields;
    }

    /** Returns the error for what cannot be read. */
    static CorruptDataException unreadable() {
        return new CorruptDataException("what Redis holds is not what was stored there", null);
    }
}
