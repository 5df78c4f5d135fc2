package dev.chatstore.bench.measure;

import java.util.List;

/** Measures one run of many operations, such as an import. */
public final class SingleRun {
    private SingleRun() {}

    /** Runs it once, and returns its figures for each of its operations. */
    public static Figures measure(int operations, List<Long> servers, Operation run) throws Exception {
        return measure(operations, run, Timer.SYSTEM, Meter.of(servers));
    }

    static Figures measure(int operations, Operation run, Timer timer, Meter meter) throws Exception {
        Reading before = meter.read();
        long began = timer.nanos();
        run.run();
        long nanos = timer.nanos() - began;
        Reading used = meter.read().minus(before);
        return new Figures(
                operations * 1e9 / nanos,
                null,
                null,
                null,
                used.client() / 1e3 / operations,
                used.servers() / 1e3 / operations,
                null);
    }
}
