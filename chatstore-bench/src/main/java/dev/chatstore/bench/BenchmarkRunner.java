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
 * Runs benchmarks, each in its own JVM, and records their rates. Each round runs every benchmark once, so that other load on
 * the machine affects the store and the raw operations alike.
 */
final class BenchmarkRunner {
    private final Map<BenchmarkCase, List<Double>> rates = new HashMap<>();

    /** Runs each benchmark of the comparisons once. */
    void round(List<Comparison> comparisons) throws RunnerException {
        Map<BenchmarkCase, Double> round = new HashMap<>();
        for (Comparison comparison : comparisons) {
            List<BenchmarkCase> cases = new ArrayList<>(comparison.raw());
            cases.add(comparison.ours());
            for (BenchmarkCase each : cases) {
                if (!round.containsKey(each)) {
                    round.put(each, run(each));
                    System.err.printf("%s: %s: %,.0f/s%n", comparison.path(), each.label(), round.get(each));
                }
            }
        }
        round.forEach((each, rate) ->
                rates.computeIfAbsent(each, ignored -> new ArrayList<>()).add(rate));
    }

    /** Returns the rates of a benchmark in operations per second, one for each round. */
    List<Double> rates(BenchmarkCase each) {
        return rates.getOrDefault(each, List.of());
    }

    private static double run(BenchmarkCase each) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(each.pattern())
                .forks(1)
                .jvmArgs(
                        "-Xmx1g",
                        "-D" + BenchmarkDirectory.PROPERTY + "=" + BenchmarkDirectory.parent(),
                        "-D" + Histories.PROPERTY + "=" + Histories.messagesToImport())
                .timeUnit(TimeUnit.SECONDS)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        time(options, each.operations() > 0);
        each.parameters().forEach((name, value) -> options.param(name, value));
        String profilers = System.getProperty("bench.profilers", "");
        if (!profilers.isEmpty()) {
            options.verbosity(VerboseMode.NORMAL);
            for (String profiler : profilers.split(",", -1)) {
                options.addProfiler(profiler);
            }
        }
        Collection<RunResult> results = new Runner(options.build()).run();
        double score = results.iterator().next().getPrimaryResult().getScore();
        return each.operations() > 0 ? each.operations() / score : score;
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
