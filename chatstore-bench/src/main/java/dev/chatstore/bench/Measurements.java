package dev.chatstore.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs measures, each in a JVM of its own, and keeps their rates. All are run once before any is run again, so that what
 * else goes on in a machine falls on ours and on raw alike.
 */
final class Measurements {
    private final Map<Measure, List<Double>> rates = new HashMap<>();

    /** Runs each measure of the lines once. */
    void round(List<Line> lines) throws RunnerException {
        Map<Measure, Double> round = new HashMap<>();
        for (Line line : lines) {
            List<Measure> measures = new ArrayList<>(line.raw());
            measures.add(line.ours());
            for (Measure measure : measures) {
                if (!round.containsKey(measure)) {
                    round.put(measure, run(measure));
                    System.err.printf("%s: %s: %,.0f/s%n", line.path(), measure.label(), round.get(measure));
                }
            }
        }
        round.forEach((measure, rate) ->
                rates.computeIfAbsent(measure, ignored -> new ArrayList<>()).add(rate));
    }

    /** Returns the rates of a measure, one for each round, in operations per second. */
    List<Double> rates(Measure measure) {
        return rates.getOrDefault(measure, List.of());
    }

    private static double run(Measure measure) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(measure.pattern())
                .forks(1)
                .jvmArgs(
                        "-Xmx1g",
                        "-D" + Folder.PROPERTY + "=" + Folder.parent(),
                        "-D" + Histories.PROPERTY + "=" + Histories.messagesToImport())
                .timeUnit(TimeUnit.SECONDS)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        time(options, measure.operations() > 0);
        measure.parameters().forEach((name, value) -> options.param(name, value));
        String profilers = System.getProperty("bench.profilers", "");
        if (!profilers.isEmpty()) {
            options.verbosity(VerboseMode.NORMAL);
            for (String profiler : profilers.split(",", -1)) {
                options.addProfiler(profiler);
            }
        }
        Collection<RunResult> results = new Runner(options.build()).run();
        double score = results.iterator().next().getPrimaryResult().getScore();
        return measure.operations() > 0 ? measure.operations() / score : score;
    }

    private static void time(ChainedOptionsBuilder options, boolean once) {
        if (once) {
            options.mode(Mode.SingleShotTime).warmupIterations(0).measurementIterations(1);
        } else {
            options.mode(Mode.Throughput)
                    .warmupIterations(Integer.getInteger("bench.warmup.times", 2))
                    .warmupTime(TimeValue.seconds(Integer.getInteger("bench.warmup.seconds", 2)))
                    .measurementIterations(Integer.getInteger("bench.times", 3))
                    .measurementTime(TimeValue.seconds(Integer.getInteger("bench.seconds", 3)));
        }
    }
}
