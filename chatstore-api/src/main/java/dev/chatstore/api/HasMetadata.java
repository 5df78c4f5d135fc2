package dev.chatstore.api;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A value that carries metadata: a JSON object as plain Java values. */
public sealed interface HasMetadata permits Message, NewMessage, Profile {
    /**
     * Returns the whole metadata: strings, booleans, nulls, {@link Long} (or {@link java.math.BigInteger} beyond it) for
     * whole numbers, {@link java.math.BigDecimal} for others, and lists and maps of these.
     */
    Map<String, @Nullable Object> metadata();

    /**
     * Returns one entry as the type that the caller put in; empty if the entry is missing or null.
     *
     * @param key the entry's key
     * @param type {@link String}, {@link Boolean}, {@link Integer}, {@link Long}, {@link Short}, {@link Byte}, {@link
     *     Double}, {@link Float}, {@link java.math.BigInteger}, {@link java.math.BigDecimal}, {@link Number}, {@link
     *     java.util.List}, {@link Map} or {@link Object}
     * @throws InvalidInputException if the entry is of another type, or a number that the type cannot hold exactly. A
     *     {@link Double} or {@link Float} is the nearest one
     */
    default <T> Optional<T> metadata(String key, Class<T> type) {
        return Optional.ofNullable(
                JsonValues.read("metadata." + key, metadata().get(Checks.required("key", key)), type));
    }
}
