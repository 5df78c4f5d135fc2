package dev.chatstore.bench.load;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The options of a load.
 *
 * @param seed the seed of all randomness
 * @param bots the number of bots, each of which is a tenant
 * @param conversations the number of conversations of all bots
 * @param exponent the exponent of the Zipf law by which a turn chooses its conversation
 * @param callers the number of threads, each of which begins a turn when its last one has ended
 * @param history the number of messages that each conversation has at the beginning
 * @param warmupSeconds the time before the measurement
 * @param seconds the time of the measurement
 * @param turns the number of turns after which the load ends in any case; 0 for no limit
 * @param folder the folder of the report
 */
// Ten components: one for each option.
record LoadOptions(
        long seed,
        int bots,
        int conversations,
        double exponent,
        int callers,
        int history,
        int warmupSeconds,
        int seconds,
        long turns,
        Path folder) {
    /** The values of a run of some minutes. */
    static final Map<String, String> DEFAULTS = Map.of(
            "seed", "4711",
            "bots", "200",
            "conversations", "20000",
            "exponent", "1.05",
            "callers", "8",
            "history", "20",
            "warmup", "60",
            "seconds", "60",
            "turns", "0",
            "folder", "target/load");

    /**
     * Parses texts such as {@code callers=8}.
     *
     * @param defaults the values of the options that are not given
     * @throws IllegalArgumentException if an option is unknown, malformed or out of its range
     */
    static LoadOptions parse(List<String> texts, Map<String, String> defaults) {
        Map<String, String> all = new HashMap<>(DEFAULTS);
        all.putAll(defaults);
        OptionValues values = OptionValues.parse(texts, all);
        return new LoadOptions(
                Long.parseLong(values.text("seed")),
                values.positive("bots"),
                values.positive("conversations"),
                Double.parseDouble(values.text("exponent")),
                values.positive("callers"),
                values.positive("history"),
                values.positive("warmup"),
                values.positive("seconds"),
                Long.parseLong(values.text("turns")),
                Path.of(values.text("folder")));
    }

    /** Returns the options in one line of a report. */
    String describe() {
        return ("%d bots, %,d conversations, Zipf exponent %s, %d callers, %d messages each at the beginning,"
                        + " %d s after a warm-up of %d s, seed %d")
                .formatted(bots, conversations, exponent, callers, history, seconds, warmupSeconds, seed);
    }
}
