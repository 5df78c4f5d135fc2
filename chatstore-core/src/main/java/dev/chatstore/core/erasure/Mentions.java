package dev.chatstore.core.erasure;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds ids in other values: an id that is all of the value, or that has no letter or digit before and after it. So {@code 4711}
 * is in {@code telegram-4711} and not in {@code 147112}.
 */
final class Mentions {
    private final List<String> ids;

    Mentions(Collection<String> ids) {
        this.ids = List.copyOf(ids);
    }

    /** Returns whether a text mentions an id. */
    boolean in(@Nullable String text) {
        return text != null && ids.stream().anyMatch(id -> isIn(text, id));
    }

    /** Returns whether a value of JSON mentions an id, in a key or anywhere in it. */
    boolean inValue(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream().anyMatch(entry -> inValue(entry.getKey()) || inValue(entry.getValue()));
        }
        if (value instanceof List<?> list) {
            return list.stream().anyMatch(this::inValue);
        }
        return value != null && in(value.toString());
    }

    private static boolean isIn(String text, String id) {
        for (int at = text.indexOf(id); at >= 0; at = text.indexOf(id, at + 1)) {
            int end = at + id.length();
            boolean begins = at == 0 || !isWord(text.codePointBefore(at)) || !isWord(id.codePointAt(0));
            boolean ends =
                    end == text.length() || !isWord(text.codePointAt(end)) || !isWord(id.codePointBefore(id.length()));
            if (begins && ends) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWord(int c) {
        return Character.isLetterOrDigit(c);
    }
}
