package dev.chatstore;

import dev.chatstore.api.InvalidInputException;
import org.jspecify.annotations.Nullable;

/** Checks arguments where they enter the library. */
final class Arguments {
    private Arguments() {}

    /**
     * Returns an argument that must not be null.
     *
     * @throws InvalidInputException if it is null
     */
    static <T> T required(String name, @Nullable T value) {
        if (value == null) {
            throw new InvalidInputException(name, "must not be null", 0);
        }
        return value;
    }

    static void positive(String field, long number) {
        if (number < 1) {
            throw new InvalidInputException(field, "must be positive", 0);
        }
    }
}
