package dev.chatstore.bench.jmh;

import dev.chatstore.bench.data.BenchmarkDirectory;
import dev.chatstore.bench.measure.Figures;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/** Runs a benchmark of JMH in JVMs of its own: one for the rate, and one for the percentiles. */
public final class JmhRunner {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private JmhRunner() {}

    /**
     * Runs a benchmark once. The percentiles contain the time that it takes to read the clock.
     *
     * @param seconds time of the warm-up, and of the measurement
     */
    public static Figures run(Class<?> type, String method, int seconds) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("^" + type.getName().replace(".", "\\.") + "\\." + method + "$")
                        .mode(Mode.Throughput)
                        .mode(Mode.SampleTime)
                        .forks(1)
                        .jvmArgs("-Xmx1g", "-D" + BenchmarkDirectory.PROPERTY + "=" + BenchmarkDirectory.parent())
                        .timeUnit(TimeUnit.MICROSECONDS)
                        .warmupIterations(1)
                        .warmupTime(TimeValue.seconds(seconds))
                        .measurementIterations(1)
                        .measurementTime(TimeValue.seconds(seconds))
                        .addProfiler(GCProfiler.class)
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        RunResult rate = of(results, Mode.Throughput);
        Statistics times = of(results, Mode.SampleTime).getPrimaryResult().getStatistics();
        Result<?> allocated = rate.getSecondaryResults().get(ALLOCATED);
        return new Figures(
                rate.getPrimaryResult().getScore() * 1e6,
                times.getPercentile(50),
                times.getPercentile(99),
                times.getPercentile(99.9),
                null,
                null,
                allocated == null ? null : allocated.getScore());
    }

    private static RunResult of(Collection<RunResult> results, Mode mode) {
        return results.stream()
                .filter(result -> result.getParams().getMode() == mode)
                .findFirst()
                .orElseThrow();
    }
}
