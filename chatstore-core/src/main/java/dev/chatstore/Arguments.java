package dev.chatstore;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.core.backend.Argument;
import org.jspecify.annotations.Nullable;

/** Checks arguments where they enter the library. */
final class Arguments {
    private Arguments() {}

    /**
     * Returns an argument that must not be null.
     *
     * @throws dev.chatstore.api.InvalidInputException if it is null
     */
    static <T> T required(String name, @Nullable T value) {
        return Argument.required(name, value);
    }

    static void between(String field, int number, int max) {
        if (number < 1 || number > max) {
            throw new InvalidInputException(field, "must be from 1 to " + max, 0);
        }
    }

    static void positive(String field, long number) {
        if (number < 1) {
            throw new InvalidInputException(field, "must be positive", 0);
        }
    }
}
