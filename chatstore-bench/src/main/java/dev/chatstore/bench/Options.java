package dev.chatstore.bench;

import dev.chatstore.bench.measure.Plan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a run measures, and for how long.
 *
 * @param suite its name
 * @param only a pattern that a path must contain
 * @param store settings of the stores on databases that differ from the defaults
 * @param first times of the first comparison of a section, which also warms up for those that follow
 * @param measured times of a comparison that has an aim
 * @param plotted times of a comparison that is only a point of a plot
 * @param many number of conversations of most comparisons
 * @param callers numbers of threads between 1, 32 and 128, which are always measured
 * @param histories lengths of conversations that are compared with those of 10; the last one has an aim
 * @param lengths lengths of texts, in bytes
 * @param conversations numbers of conversations
 * @param messages number of messages of an import
 * @param imports number of imports
 * @param starts number of starts of a process
 * @param jmhSeconds seconds of warm-up, and of measurement, of a benchmark in the process
 */
record Options(
        String suite,
        Pattern only,
        Map<String, String> store,
        Plan first,
        Plan measured,
        Plan plotted,
        int many,
        List<Integer> callers,
        List<Integer> histories,
        List<Integer> lengths,
        List<Integer> conversations,
        int messages,
        int imports,
        int starts,
        int jmhSeconds) {
    private static final Options SHORT = new Options(
            "short",
            Pattern.compile(""),
            Map.of(),
            plan(6_000, 350),
            plan(1_000, 350),
            plan(500, 350),
            1_000,
            List.of(),
            List.of(100_000),
            List.of(),
            List.of(),
            200_000,
            1,
            3,
            1);

    private static final Options FULL = new Options(
            "full",
            Pattern.compile(""),
            Map.of(),
            plan(15_000, 1_500),
            plan(15_000, 1_500),
            plan(3_000, 1_000),
            1_000,
            List.of(2, 4, 8, 16, 64),
            List.of(100, 1_000, 10_000, 100_000, 1_000_000),
            List.of(100, 1_000, 10_000, 100_000),
            List.of(1, 10, 100, 10_000, 100_000),
            1_000_000,
            3,
            7,
            5);

    /** Reads the system properties. */
    static Options fromProperties() {
        String suite = System.getProperty("bench.suite", "short");
        Options options = switch (suite) {
            case "short" -> SHORT;
            case "full" -> FULL;
            default ->
                throw new IllegalArgumentException("bench.suite is '" + suite + "'; it must be 'short' or 'full'");
        };
        return options.with(
                Pattern.compile(System.getProperty("bench.only", "")), settings(System.getProperty("bench.store", "")));
    }

    /** Reads settings of the form {@code name=value}, separated by commas. */
    static Map<String, String> settings(String text) {
        Map<String, String> settings = new TreeMap<>();
        for (String setting : text.isBlank() ? new String[0] : text.split(",")) {
            String[] parts = setting.split("=", 2);
            if (parts.length < 2) {
                throw new IllegalArgumentException("bench.store contains '" + setting + "'; it must be name=value");
            }
            settings.put(parts[0].strip(), parts[1].strip());
        }
        return settings;
    }

    private Options with(Pattern pattern, Map<String, String> settings) {
        return new Options(
                suite,
                pattern,
                settings,
                first,
                measured,
                plotted,
                many,
                callers,
                histories,
                lengths,
                conversations,
                messages,
                imports,
                starts,
                jmhSeconds);
    }

    boolean isShort() {
        return !suite.equals("full");
    }

    /** Returns the times in words. */
    String describe() {
        return "each side warmed up for %s (%s for the first of a section, %s for points of plots only), then %d rounds of 4"
                        .formatted(
                                seconds(measured.warmup()),
                                seconds(first.warmup()),
                                seconds(plotted.warmup()),
                                measured.rounds())
                + " alternating slices of " + seconds(measured.slice())
                + (store.isEmpty() ? "" : "; the store with " + store);
    }

    private static String seconds(Duration duration) {
        return "%.1f s".formatted(duration.toMillis() / 1e3);
    }

    private static Plan plan(long warmupMillis, long sliceMillis) {
        return new Plan(Duration.ofMillis(warmupMillis), Duration.ofMillis(sliceMillis), 3);
    }
}
