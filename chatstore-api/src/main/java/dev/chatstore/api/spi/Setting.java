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
 * One thing that can be configured, with all that is to be known about it. Two settings are the same if their keys are.
 *
 * @param <T> what its text is read as
 */
public final class Setting<T> {
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,18})\\s*([a-zA-Z]*)");

    private final String key;
    private final String meaning;
    private final String range;
    private final String defaultText;
    private final Function<String, T> parser;

    private Setting(String key, String meaning, String range, String defaultText, Function<String, T> parser) {
        this.key = key;
        this.meaning = meaning;
        this.range = range;
        this.defaultText = defaultText;
        this.parser = parser;
    }

    /** Returns a setting that counts something. */
    public static Setting<Integer> count(String key, int defaultCount, int min, int max, String meaning) {
        String range = String.format(Locale.ROOT, "%,d to %,d", min, max);
        return new Setting<>(key, meaning, range, Integer.toString(defaultCount), text -> {
            long value = text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
            return (int) within(key, value, min, max, range);
        });
    }

    /** Returns a setting that is a number of bytes, with or without one of the units B, KiB, MiB and GiB. */
    public static Setting<Long> bytes(String key, String defaultSize, String min, String max, String meaning) {
        String range = min + " to " + max;
        long lowest = bytes(min);
        long highest = bytes(max);
        return new Setting<>(
                key, meaning, range, defaultSize, text -> within(key, bytes(text), lowest, highest, range));
    }

    /** Returns a setting that is a length of time, with one of the units ms, s, m, h and d. */
    public static Setting<Duration> duration(
            String key, String defaultDuration, String min, String max, String meaning) {
        String range = min + " to " + max;
        long lowest = millis(min);
        long highest = millis(max);
        return new Setting<>(
                key,
                meaning,
                range,
                defaultDuration,
                text -> Duration.ofMillis(within(key, millis(text), lowest, highest, range)));
    }

    /** Returns a setting that is one of some names. */
    public static <E extends Enum<E>> Setting<E> choice(String key, Class<E> type, E defaultChoice, String meaning) {
        String range =
                Arrays.stream(type.getEnumConstants()).map(Setting::label).collect(Collectors.joining(", "));
        return new Setting<>(
                key,
                meaning,
                range,
                label(defaultChoice),
                text -> Arrays.stream(type.getEnumConstants())
                        .filter(choice -> label(choice).equals(text))
                        .findFirst()
                        .orElseThrow(() -> new InvalidInputException(key, "must be one of " + range, text.length())));
    }

    /** Returns a setting that is any text, empty unless it is configured. */
    public static Setting<String> text(String key, String meaning) {
        return new Setting<>(key, meaning, "any text", "", text -> text);
    }

    /** Returns a setting that may be left out: its text is {@code none}, or one of the other setting's. */
    public static <T> Setting<Optional<T>> optional(Setting<T> value) {
        return new Setting<>(
                value.key,
                value.meaning,
                "none, or " + value.range,
                value.defaultText,
                text -> text.equals("none") ? Optional.empty() : Optional.of(value.parse(text)));
    }

    /** Returns the key, such as {@code sqlite.busy-timeout}. */
    public String key() {
        return key;
    }

    /** Returns what it does, in one sentence. */
    public String meaning() {
        return meaning;
    }

    /** Returns which values it takes, with their unit. */
    public String range() {
        return range;
    }

    /** Returns the text of its default. */
    public String defaultText() {
        return defaultText;
    }

    /**
     * Reads a text.
     *
     * @throws InvalidInputException if the text is not one of this setting, or out of its range
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
            throw new InvalidInputException(key, "must be a value from " + range, 0);
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

    /** Returns an amount in its smallest unit, or -1 if the text is none: every range begins at 0 or above. */
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
