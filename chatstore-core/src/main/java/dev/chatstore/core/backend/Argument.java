package dev.chatstore.core.backend;

import dev.chatstore.api.InvalidInputException;
import org.jspecify.annotations.Nullable;

/** Checks that arguments are given, where they enter the library. */
public final class Argument {
    private Argument() {}

    /**
     * Returns an argument that must not be null.
     *
     * @throws InvalidInputException if it is null
     */
    public static <T> T required(String name, @Nullable T value) {
        if (value == null) {
            throw new InvalidInputException(name, "must not be null", 0);
        }
        return value;
    }
}
