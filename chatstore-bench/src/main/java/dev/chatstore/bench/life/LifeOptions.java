package dev.chatstore.bench.life;

import dev.chatstore.bench.load.OptionValues;
import dev.chatstore.bench.store.Backend;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The options of a run.
 *
 * @param backend the database
 * @param messages the number of messages of each store that is archived
 * @param repeats the number of stores that are archived for each length of conversations and each place
 * @param background the number of messages that a run next to the writers finds at most in a slice
 * @param writers the number of threads that append
 * @param slice the time of a slice
 * @param rounds the number of rounds of slices and of calls
 * @param calls the number of edits and of redactions of each side in a round
 * @param reads the maximum number of conversations that are read back from an archive
 * @param dialogs a folder of dialogs as JSON, or null for generated texts
 * @param folder the folder of the report
 */
// Eleven components: one for each option.
record LifeOptions(
        Backend backend,
        int messages,
        int repeats,
        int background,
        int writers,
        Duration slice,
        int rounds,
        int calls,
        int reads,
        @Nullable Path dialogs,
        Path folder) {
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("backend", "sqlite"),
            Map.entry("messages", "200000"),
            Map.entry("repeats", "1"),
            Map.entry("background", "200000"),
            Map.entry("writers", "8"),
            Map.entry("seconds", "10"),
            Map.entry("rounds", "3"),
            Map.entry("calls", "1000"),
            Map.entry("reads", "2000"),
            Map.entry("dialogs", ""),
            Map.entry("folder", "target/load"));

    private static final double MILLIS = 1_000;

    /**
     * Parses texts such as {@code messages=1000000}.
     *
     * @throws IllegalArgumentException if an option is unknown, malformed or out of its range
     */
    static LifeOptions parse(List<String> texts) {
        OptionValues values = OptionValues.parse(texts, DEFAULTS);
        String dialogs = values.text("dialogs");
        return new LifeOptions(
                Backend.valueOf(values.text("backend").toUpperCase(Locale.ROOT)),
                values.positive("messages"),
                values.positive("repeats"),
                values.positive("background"),
                values.positive("writers"),
                slice(values),
                values.positive("rounds"),
                values.positive("calls"),
                values.positive("reads"),
                dialogs.isEmpty() ? null : Path.of(dialogs),
                Path.of(values.text("folder")));
    }

    private static Duration slice(OptionValues values) {
        double seconds = Double.parseDouble(values.text("seconds"));
        if (!(seconds > 0)) {
            throw new IllegalArgumentException("seconds must be more than 0");
        }
        return Duration.ofMillis(Math.max(1, Math.round(seconds * MILLIS)));
    }

    /** Returns the source of the texts. */
    TextSource texts() {
        return dialogs == null ? new GeneratedTexts() : DialogTexts.read(dialogs);
    }

    /** Returns the options in one line of a report. */
    String describe() {
        return ("%,d messages in each archived store of %s, archived %d times, up to %,d messages for each run next to"
                        + " %d writers, slices of %.1f s, %d rounds, %,d calls")
                .formatted(
                        messages,
                        dialogs == null ? "generated texts" : "given dialogs",
                        repeats,
                        background,
                        writers,
                        slice.toMillis() / MILLIS,
                        rounds,
                        calls);
    }
}
