package dev.chatstore.api;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks values where they enter the library. An error names the field, the rule and the value's length, never the value. */
final class Checks {
    static final int MAX_NAME = 255;

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private Checks() {}

    static void name(String field, @Nullable String value) {
        name(field, value, MAX_NAME);
    }

    /** Returns the name, or null for an empty one: messengers send empty names where a user has none. */
    static @Nullable String optionalName(String field, @Nullable String value) {
        return optionalName(field, value, MAX_NAME);
    }

    static @Nullable String optionalName(String field, @Nullable String value, int max) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        name(field, value, max);
        return value;
    }

    static void name(String field, @Nullable String value, int max) {
        String name = required(field, value);
        if (name.isBlank()) {
            throw new InvalidInputException(field, "must not be blank", name.length());
        }
        atMost(field, name, max);
        text(field, name);
    }

    static void atMost(String field, String value, int max) {
        if (value.length() > max) {
            int characters = value.codePointCount(0, value.length());
            if (characters > max) {
                throw new InvalidInputException(field, "must have at most " + max + " characters", characters);
            }
        }
    }

    /** Refuses what some engine could not return: a NUL, and half of a surrogate pair. */
    static void text(String field, @Nullable String value) {
        String text = required(field, value);
        int index = unstorable(text, 0);
        if (index >= 0) {
            String what = text.charAt(index) == 0 ? "a NUL" : "a lone surrogate";
            throw new InvalidInputException(
                    field, "must not contain " + what + " (at index " + index + ")", text.length());
        }
    }

    static String clean(String text) {
        int index = unstorable(text, 0);
        if (index < 0) {
            return text;
        }
        StringBuilder cleaned = new StringBuilder(text);
        for (; index >= 0; index = unstorable(text, index + 1)) {
            cleaned.setCharAt(index, '\uFFFD');
        }
        return cleaned.toString();
    }

    /** Returns the index of the first character that cannot be stored, from an index on; negative if there is none. */
    private static int unstorable(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return i;
            }
            if (Character.isSurrogate(c)) {
                boolean isPair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!isPair) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }

    /** Returns a name on one line: characters that move the cursor, or change how others are shown, are escaped. */
    static String printable(String name) {
        if (name.codePoints().noneMatch(Checks::isHidden)) {
            return name;
        }
        StringBuilder shown = new StringBuilder(name.length() + 16);
        name.codePoints().forEach(c -> {
            if (c == '\\') {
                shown.append("\\\\");
            } else if (isHidden(c)) {
                String.valueOf(Character.toChars(c))
                        .chars()
                        .forEach(unit -> shown.append(String.format("\\u%04x", unit)));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    private static boolean isHidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> c == '\\';
        };
    }

    /** Returns a time as stores keep it, to the microsecond. */
    static Instant time(String field, @Nullable Instant value) {
        Instant time = required(field, value);
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw new InvalidInputException(field, "must be from the year 1 to the year 9999", 0);
        }
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    /** Returns an immutable copy of a list without nulls. */
    static <T> List<T> elements(String field, @Nullable List<? extends @Nullable T> values) {
        List<@Nullable T> copy = new ArrayList<>(required(field, values));
        for (int i = 0; i < copy.size(); i++) {
            required(field + "[" + i + "]", copy.get(i));
        }
        return copy(copy);
    }

    static <T> List<T> array(String field, @Nullable T @Nullable [] values) {
        return elements(field, Arrays.asList(required(field, values)));
    }

    @SuppressWarnings("unchecked") // no element is null
    private static <T> List<T> copy(List<? extends @Nullable T> values) {
        return (List<T>) List.copyOf((List<Object>) (List<?>) values);
    }

    static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw new InvalidInputException(field, "must not be null", 0);
        }
        return value;
    }

    static void atLeast(String field, long value, long min) {
        if (value < min) {
            throw new InvalidInputException(field, "must be at least " + min + " but is " + value, 0);
        }
    }

    static void between(String field, long value, long min, long max) {
        if (value < min || value > max) {
            throw new InvalidInputException(field, "must be from " + min + " to " + max + " but is " + value, 0);
        }
    }
}
