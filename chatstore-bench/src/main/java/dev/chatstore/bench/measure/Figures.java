package dev.chatstore.bench.measure;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of one side in one round, or the medians of all rounds.
 *
 * @param rate operations per second, or the absolute figure
 * @param p50 median time of an operation in microseconds
 * @param p99 99th percentile of the time in microseconds
 * @param p999 99.9th percentile of the time in microseconds
 * @param clientCpu processor time of this process for an operation, in microseconds
 * @param serverCpu processor time of the servers for an operation, in microseconds
 * @param bytes bytes that the calling threads allocated for an operation
 */
public record Figures(
        double rate,
        @Nullable Double p50,
        @Nullable Double p99,
        @Nullable Double p999,
        @Nullable Double clientCpu,
        @Nullable Double serverCpu,
        @Nullable Double bytes) {
    /** Returns figures that consist of a rate, or of an absolute figure. */
    public static Figures of(double rate) {
        return new Figures(rate, null, null, null, null, null, null);
    }

    static Figures of(Slice slice) {
        double calls = slice.calls();
        // If each call took longer than its slice, the slices lasted as long as the calls.
        double rate = slice.inTime() > 0 ? slice.inTime() * 1e9 / slice.nanos() : calls * 1e9 / slice.wall();
        return new Figures(
                rate,
                slice.latency().getValueAtPercentile(50) / 1e3,
                slice.latency().getValueAtPercentile(99) / 1e3,
                slice.latency().getValueAtPercentile(99.9) / 1e3,
                slice.used().client() / 1e3 / calls,
                slice.used().servers() / 1e3 / calls,
                slice.bytes() / calls);
    }

    /** Returns the processor time of client and servers for an operation, in microseconds. */
    double cpu() {
        return (clientCpu == null ? Double.NaN : clientCpu) + (serverCpu == null ? 0 : serverCpu);
    }

    /** Returns the median of each figure. */
    static Figures median(List<Figures> rounds) {
        return new Figures(
                Statistics.median(rounds.stream().map(Figures::rate).toList()),
                median(rounds, Figures::p50),
                median(rounds, Figures::p99),
                median(rounds, Figures::p999),
                median(rounds, Figures::clientCpu),
                median(rounds, Figures::serverCpu),
                median(rounds, Figures::bytes));
    }

    private static @Nullable Double median(List<Figures> rounds, Function<Figures, @Nullable Double> figure) {
        List<Double> known =
                rounds.stream().map(figure).filter(Objects::nonNull).toList();
        return known.isEmpty() ? null : Statistics.median(known);
    }
}
