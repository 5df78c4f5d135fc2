package dev.chatstore.api;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Copies a JSON object given as plain Java values into its one immutable form, which is also what a store returns:
 * strings, booleans, null, {@link Long} (or {@link BigInteger} beyond it) for whole numbers, {@link BigDecimal} for
 * others, lists and maps of these in the given order. Two equal objects are equal before and after they were stored.
 */
final class JsonValues {
    /** A number of more bits has more digits than are allowed; one of fewer than the other is short enough. */
    private static final int TOO_MANY_BITS = 3_400;

    private static final int FEW_BITS = 3_000;
    private static final BigInteger MIN_LONG = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);

    private JsonValues() {}

    static Map<String, @Nullable Object> object(String field, @Nullable Map<String, ? extends @Nullable Object> value) {
        Map<String, ? extends @Nullable Object> given = Checks.required(field, value);
        return given.isEmpty() ? Map.of() : copy(field, given, 1);
    }

    private static Map<String, @Nullable Object> copy(String field, Map<?, ?> value, int depth) {
        checkDepth(field, depth);
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        value.forEach((key, element) -> {
            if (!(key instanceof String name)) {
                throw new InvalidInputException(field, "must have strings as keys", 0);
            }
            Checks.atMost(field + " (a key)", name, HasMetadata.MAX_KEY);
            Checks.text(field + " (a key)", name);
            copy.put(name, value(field, element, depth));
        });
        return Collections.unmodifiableMap(copy);
    }

    private static void checkDepth(String field, int depth) {
        if (depth > HasMetadata.MAX_DEPTH) {
            throw new InvalidInputException(
                    field,
                    "must not have more than " + HasMetadata.MAX_DEPTH + " objects and lists inside each other",
                    0);
        }
    }

    /** Returns the copy of a value inside as many objects and lists. */
    private static @Nullable Object value(String field, @Nullable Object value, int depth) {
        if (value == null || value instanceof Boolean) {
            return value;
        }
        if (value instanceof String text) {
            Checks.text(field, text);
            return text;
        }
        if (value instanceof Number number) {
            return number(field, number);
        }
        if (value instanceof Map<?, ?> map) {
            return copy(field, map, depth + 1);
        }
        if (value instanceof List<?> list) {
            checkDepth(field, depth + 1);
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            list.forEach(element -> copy.add(value(field, element, depth + 1)));
            return Collections.unmodifiableList(copy);
        }
        throw new InvalidInputException(
                field,
                "must contain only strings, numbers, booleans, nulls, lists and maps, not "
                        + value.getClass().getName(),
                0);
    }

    private static Number number(String field, Number number) {
        if (number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte) {
            return number.longValue();
        }
        if (number instanceof BigInteger whole) {
            return whole(field, whole);
        }
        if (number instanceof BigDecimal decimal) {
            checkNumber(field, decimal);
            // Without a fraction and an exponent it is a whole number in JSON, and read back as one.
            return decimal.scale() == 0 ? whole(field, decimal.unscaledValue()) : decimal;
        }
        if (number instanceof Double || number instanceof Float) {
            if (!Double.isFinite(number.doubleValue())) {
                throw new InvalidInputException(field, "must not contain a number that is not finite", 0);
            }
            return new BigDecimal(number.toString());
        }
        throw new InvalidInputException(
                field, "must not contain a number of type " + number.getClass().getName(), 0);
    }

    private static Number whole(String field, BigInteger number) {
        if (number.compareTo(MIN_LONG) >= 0 && number.compareTo(MAX_LONG) <= 0) {
            return number.longValue();
        }
        checkLength(field, number.bitLength(), number);
        return number;
    }

    static void checkNumber(String field, BigDecimal number) {
        if (Math.abs((long) number.scale()) > HasMetadata.MAX_EXPONENT) {
            throw new InvalidInputException(
                    field, "must not contain a number with an exponent beyond " + HasMetadata.MAX_EXPONENT, 0);
        }
        checkLength(field, number.unscaledValue().bitLength(), number);
    }

    /** Writes out only a number of which its bits do not tell: that of a million digits takes seconds. */
    private static void checkLength(String field, int bits, Number number) {
        boolean isTooLong =
                bits > TOO_MANY_BITS || (bits > FEW_BITS && number.toString().length() > HasMetadata.MAX_NUMBER);
        if (isTooLong) {
            throw new InvalidInputException(
                    field, "must not contain a number of more than " + HasMetadata.MAX_NUMBER + " characters", 0);
        }
    }

    /** Returns a value of the immutable form as a type, or null if it is null. */
    static <T> @Nullable T read(String field, @Nullable Object value, Class<T> type) {
        Checks.required("type", type);
        if (value == null) {
            return null;
        }
        try {
            Object read = value instanceof Number number && Number.class.isAssignableFrom(type)
                    ? number(new BigDecimal(number.toString()), number, type)
                    : value;
            if (type.isInstance(read)) {
                return type.cast(read);
            }
        } catch (ArithmeticException e) {
            // Refused below: the type cannot hold the number exactly.
        }
        throw new InvalidInputException(
                field,
                "is a " + value.getClass().getSimpleName() + " that cannot be read as " + type.getSimpleName(),
                0);
    }

    private static Number number(BigDecimal exact, Number given, Class<?> type) {
        if (type == Long.class) {
            return exact.longValueExact();
        }
        if (type == Integer.class) {
            return exact.intValueExact();
        }
        if (type == Short.class) {
            return exact.shortValueExact();
        }
        if (type == Byte.class) {
            return exact.byteValueExact();
        }
        if (type == Double.class) {
            return finite(exact.doubleValue());
        }
        if (type == Float.class) {
            return finite(exact.floatValue());
        }
        if (type == BigInteger.class) {
            return exact.toBigIntegerExact();
        }
        return type == BigDecimal.class ? exact : given;
    }

    private static <N extends Number> N finite(N number) {
        if (!Double.isFinite(number.doubleValue())) {
            throw new ArithmeticException();
        }
        return number;
    }
}
