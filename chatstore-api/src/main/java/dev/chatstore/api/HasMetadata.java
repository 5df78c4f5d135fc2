package dev.chatstore.api;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value that carries metadata: a JSON object as plain Java values. Its limits hold for the states of sessions too, and
 * are the same on every backend.
 */
public sealed interface HasMetadata permits Message, NewMessage, Profile {
    /** The maximum number of objects and lists inside each other, the outermost included. */
    int MAX_DEPTH = 100;

    /** The maximum number of characters of a key. */
    int MAX_KEY = 10_000;

    /** The maximum number of characters of a number as JSON. */
    int MAX_NUMBER = 1_000;

    /** The highest power of ten that the last digit of a number may count, and with a minus sign the lowest. */
    int MAX_EXPONENT = 10_000;

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
        return Optional.ofNullable(JsonValues.read(
                "metadata." + Checks.printable(Checks.required("key", key)),
                metadata().get(key),
                type));
    }

    /**
     * Checks a number that is not whole, or has an exponent, against the limits above.
     *
     * @throws InvalidInputException if it is longer than {@value #MAX_NUMBER} characters as JSON, or its exponent is
     *     beyond {@value #MAX_EXPONENT}
     */
    static void checkNumber(String field, BigDecimal number) {
        JsonValues.checkNumber(field, Checks.required("number", number));
    }
}
