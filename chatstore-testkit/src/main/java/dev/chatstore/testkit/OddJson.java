package dev.chatstore.testkit;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes JSON values of which a store may accept some and refuse others: at limits, beyond them, and of odd forms. */
public final class OddJson {
    private static final List<Integer> DIGITS =
            List.of(1, 17, 40, 308, 400, 901, 990, 999, 1_000, 1_001, 1_500, 20_000);
    private static final List<Integer> SCALES = List.of(
            0,
            0,
            1,
            5,
            -1,
            -5,
            18,
            324,
            -308,
            990,
            1_000,
            9_999,
            -9_999,
            10_000,
            -10_000,
            10_001,
            -10_001,
            100_001,
            Integer.MAX_VALUE,
            Integer.MIN_VALUE + 1,
            Integer.MIN_VALUE);
    private static final List<Number> NUMBERS = List.of(
            0,
            -1,
            (short) 3,
            (byte) -4,
            Long.MIN_VALUE,
            Long.MAX_VALUE,
            BigInteger.ONE.shiftLeft(63),
            BigInteger.ONE.shiftLeft(63).negate().subtract(BigInteger.ONE),
            -0.0,
            0.1f,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            Double.NaN,
            Float.NEGATIVE_INFINITY,
            new BigDecimal("10e2147483647"),
            new BigDecimal("-0.000"),
            new BigDecimal("7"),
            new BigDecimal("0E+9"));
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\0",
            "\u0001\t\r\n\b\f\u001f\u007f\u0085",
            "\"\\/",
            "\uD83D",
            "\uDE00",
            "cut \uD83D",
            "\uDE00\uD83D",
            "\uD83D\uDE00",
            "\uD83D\uD83D\uDE00",
            "\u2028\u2029",
            "\uFEFF",
            "\uFFFF",
            "\u202E",
            "e\u0301",
            "NaN",
            "1e5",
            "\\ud83d",
            "null");
    private static final List<Integer> LENGTHS = List.of(1, 255, 9_999, 10_000, 10_001, 49_999, 60_000);
    private static final List<Integer> DEPTHS = List.of(1, 2, 31, 63, 64, 65, 98, 99, 100, 101, 150);

    private final RandomGenerator random;

    /** Creates a source of values that random numbers decide. */
    public OddJson(RandomGenerator random) {
        this.random = random;
    }

    /** Returns an object. */
    public Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            object.put(random.nextInt(3) == 0 ? text() : "k" + i, value(2));
        }
        return object;
    }

    private @Nullable Object value(int depth) {
        return switch (random.nextInt(depth == 0 ? 6 : 8)) {
            case 0 -> random.nextBoolean() ? null : random.nextBoolean();
            case 1, 2, 3 -> number();
            case 4 -> nested();
            case 5 -> text();
            case 6 -> object(depth - 1);
            default -> Arrays.asList(value(depth - 1), value(depth - 1));
        };
    }

    private Map<String, @Nullable Object> object(int depth) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put(text(), value(depth));
        object.put("", List.of());
        return object;
    }

    private Object nested() {
        Object nested = "the bottom";
        for (int depth = pick(DEPTHS); depth > 0; depth--) {
            nested = random.nextBoolean() ? List.of(nested) : Map.of("k", nested);
        }
        return nested;
    }

    /** Returns a number. */
    public Number number() {
        return switch (random.nextInt(4)) {
            case 0 -> pick(NUMBERS);
            case 1 -> Double.longBitsToDouble(random.nextLong());
            case 2 -> whole();
            default -> new BigDecimal(whole(), pick(SCALES));
        };
    }

    /** Returns a whole number. */
    public BigInteger whole() {
        StringBuilder digits = new StringBuilder();
        for (int i = pick(DIGITS); i > 0; i--) {
            digits.append((char) ('1' + random.nextInt(9)));
        }
        BigInteger whole = new BigInteger(digits.toString());
        return random.nextBoolean() ? whole : whole.negate();
    }

    /** Returns a text. */
    public String text() {
        return random.nextInt(8) == 0 ? "x".repeat(pick(LENGTHS)) : pick(TEXTS);
    }

    /** Returns several texts. */
    public List<String> texts(int count) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(text());
        }
        return texts;
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
