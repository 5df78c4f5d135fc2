package dev.chatstore.core.dump;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Storage;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.core.backend.Argument;
import org.jspecify.annotations.Nullable;

/** Finds the access to all that a storage holds. */
final class Access {
    private Access() {}

    static StoreAccess to(@Nullable Storage storage) {
        return StoreAccess.of(required("storage", storage))
                .orElseThrow(() -> new InvalidInputException("storage", "must be one that ChatStorage has opened", 0));
    }

    static <T> T required(String field, @Nullable T value) {
        return Argument.required(field, value);
    }
}
