package dev.chatstore.bench;

import dev.chatstore.bench.measure.Plan;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a run measures, and for how long.
 *
 * @param suite its name
 * @param only a pattern that a path must contain
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
        return options.only(Pattern.compile(System.getProperty("bench.only", "")));
    }

    Options only(Pattern pattern) {
        return new Options(
                suite,
                pattern,
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
                + " alternating slices of " + seconds(measured.slice());
    }

    private static String seconds(Duration duration) {
        return "%.1f s".formatted(duration.toMillis() / 1e3);
    }

    private static Plan plan(long warmupMillis, long sliceMillis) {
        return new Plan(Duration.ofMillis(warmupMillis), Duration.ofMillis(sliceMillis), 3);
    }
}
