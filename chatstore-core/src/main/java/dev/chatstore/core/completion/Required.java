package dev.chatstore.core.completion;

import dev.chatstore.api.InvalidInputException;
import org.jspecify.annotations.Nullable;

/** Checks arguments where they enter prompts and exports. */
public final class Required {
    private Required() {}

    /**
     * Returns an argument that must not be null.
     *
     * @throws InvalidInputException if it is null
     */
    public static <T> T argument(String name, @Nullable T value) {
        if (value == null) {
            throw new InvalidInputException(name, "must not be null", 0);
        }
        return value;
    }
}
