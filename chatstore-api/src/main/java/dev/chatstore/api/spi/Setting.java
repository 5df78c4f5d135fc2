package dev.chatstore.api.spi;

import dev.chatstore.api.InvalidInputException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A setting: its key, description, range, default and parser. Settings are equal if their keys are.
 *
 * @param <T> the type of the value
 */
public final class Setting<T> {
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,18})\\s*([a-zA-Z]*)");

    private static final String SIZE_UNITS = "B, KiB, MiB or GiB";
    private static final String TIME_UNITS = "ms, s, m, h or d";
    private static final String MUST_BE = "must be ";
    private static final String NONE = "none";

    private final String key;
    private final String description;
    private final String range;
    private final String defaultText;
    private final Function<String, T> parser;

    private Setting(String key, String description, String range, String defaultText, Function<String, T> parser) {
        this.key = key;
        this.description = description;
        this.range = range;
        this.defaultText = defaultText;
        this.parser = parser;
    }

    /** Returns a setting that is a number. */
    public static Setting<Integer> count(String key, int defaultCount, int min, int max, String description) {
        String range = String.format(Locale.ROOT, "%,d to %,d", min, max);
        return new Setting<>(key, description, range, Integer.toString(defaultCount), text -> {
            long value = text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
            return (int) within(key, value, min, max, range);
        });
    }

    /** Returns a setting that is a number or {@code none}, the default. */
    public static Setting<Optional<Integer>> optionalCount(String key, int min, int max, String description) {
        Setting<Integer> count = count(key, min, min, max, description);
        return optional(new Setting<>(key, description, count.range, NONE, count.parser));
    }

    /** Returns a setting that is a number of bytes, with or without one of the units B, KiB, MiB and GiB. */
    public static Setting<Long> bytes(String key, String defaultSize, String min, String max, String description) {
        String range = min + " to " + max;
        long lowest = bytes(min);
        long highest = bytes(max);
        return new Setting<>(
                key,
                description,
                range,
                defaultSize,
                text -> within(key, bytes(text), lowest, highest, range + ", as a number and a unit: " + SIZE_UNITS));
    }

    /** Returns a setting that is a length of time, with one of the units ms, s, m, h and d. */
    public static Setting<Duration> duration(
            String key, String defaultDuration, String min, String max, String description) {
        String range = min + " to " + max;
        long lowest = millis(min);
        long highest = millis(max);
        return new Setting<>(
                key,
                description,
                range,
                defaultDuration,
                text -> Duration.ofMillis(
                        within(key, millis(text), lowest, highest, range + ", as a number and a unit: " + TIME_UNITS)));
    }

    /** Returns a setting that is one of several names. */
    public static <E extends Enum<E>> Setting<E> choice(
            String key, Class<E> type, E defaultChoice, String description) {
        String range =
                Arrays.stream(type.getEnumConstants()).map(Setting::label).collect(Collectors.joining(", "));
        return new Setting<>(
                key,
                description,
                range,
                label(defaultChoice),
                text -> Arrays.stream(type.getEnumConstants())
                        .filter(choice -> label(choice).equals(text))
                        .findFirst()
                        .orElseThrow(() -> new InvalidInputException(key, MUST_BE + "one of " + range, text.length())));
    }

    /** Returns a setting that is any text; the default is empty. */
    public static Setting<String> text(String key, String description) {
        return new Setting<>(key, description, "any text", "", text -> text);
    }

    /** Returns a setting that may be absent: its text is {@code none}, or one that is valid for the other setting. */
    public static <T> Setting<Optional<T>> optional(Setting<T> value) {
        return new Setting<>(
                value.key,
                value.description,
                NONE + ", or " + value.range,
                value.defaultText,
                text -> text.equals(NONE) ? Optional.empty() : Optional.of(value.parseUnlessNone(text)));
    }

    private T parseUnlessNone(String text) {
        try {
            return parse(text);
        } catch (InvalidInputException e) {
            throw new InvalidInputException(
                    key, MUST_BE + NONE + ", or " + e.rule().substring(MUST_BE.length()), 0);
        }
    }

    /** Returns the key, such as {@code sqlite.busy-timeout}. */
    public String key() {
        return key;
    }

    /** Returns the description, in one sentence. */
    public String description() {
        return description;
    }

    /** Returns the valid values, with their unit. */
    public String range() {
        return range;
    }

    /** Returns the text of the default. */
    public String defaultText() {
        return defaultText;
    }

    /**
     * Parses a text.
     *
     * @throws InvalidInputException if the text is not valid or out of range
     */
    public T parse(String text) {
        return parser.apply(text.trim());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Setting<?> setting && setting.key.equals(key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return key;
    }

    private static String label(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static long within(String key, long value, long min, long max, String range) {
        if (value < min || value > max) {
            throw new InvalidInputException(key, MUST_BE + "from " + range, 0);
        }
        return value;
    }

    private static long bytes(String text) {
        return amount(text, unit -> switch (unit) {
            case "", "b" -> 1;
            case "kib" -> 1L << 10;
            case "mib" -> 1L << 20;
            case "gib" -> 1L << 30;
            default -> -1;
        });
    }

    private static long millis(String text) {
        return amount(text, unit -> switch (unit) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            case "d" -> 86_400_000;
            default -> -1;
        });
    }

    /** Returns an amount in its smallest unit, or -1 if the text is not an amount: every range begins at 0 or above. */
    private static long amount(String text, Function<String, Number> units) {
        Matcher matcher = AMOUNT.matcher(text);
        if (!matcher.matches()) {
            return -1;
        }
        long unit = units.apply(matcher.group(2).toLowerCase(Locale.ROOT)).longValue();
        long value = Long.parseLong(matcher.group(1));
        return unit < 0 || value > Long.MAX_VALUE / unit ? -1 : value * unit;
    }
}
