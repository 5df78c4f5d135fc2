package dev.chatstore.api;

import org.jspecify.annotations.Nullable;

/** The rules at the edge. An error names the field, the rule and the value's length, never the value. */
final class Checks {
    static final int MAX_NAME = 255;

    private Checks() {}

    static void name(String field, @Nullable String value) {
        name(field, value, MAX_NAME);
    }

    static void optionalName(String field, @Nullable String value) {
        if (value != null) {
            name(field, value);
        }
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

    /** Refuses what some engine could not give back: a NUL, and half of a surrogate pair. */
    static void text(String field, @Nullable String value) {
        String text = required(field, value);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw new InvalidInputException(field, "must not hold a NUL (at index " + i + ")", text.length());
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw new InvalidInputException(
                            field, "must not hold a lone surrogate (at index " + i + ")", text.length());
                }
                i++;
            }
        }
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
