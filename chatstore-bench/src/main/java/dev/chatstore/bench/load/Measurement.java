package dev.chatstore.bench.load;

import dev.chatstore.testkit.server.TestServer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Measures a run from the end of its warm-up on, and shows its progress. Not safe for use by multiple threads. */
final class Measurement implements LoadRun.Observer {
    private static final int SECONDS_PER_LINE = 10;

    private final LoadRun run;
    private final TestServer server;
    private final long opened = System.nanoTime();
    private long intervals;
    private @Nullable Beginning beginning;

    private record Beginning(long nanos, long turns, StatementCounts statements, Reads reads) {}

    /** Creates a measurement of a run that is observed each second. */
    Measurement(LoadRun run, TestServer server) {
        this.run = run;
        this.server = server;
    }

    @Override
    public void observe(long turns) {
        intervals++;
        if (intervals == run.options().warmupSeconds()) {
            run.latencies().take();
            beginning = new Beginning(System.nanoTime(), turns, StatementCounts.of(server), Reads.of(run.nodes()));
        }
        if (intervals % SECONDS_PER_LINE == 0) {
            System.out.printf(
                    "  %3d s: %,d turns%s, load %.1f%n",
                    TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - opened),
                    turns,
                    beginning == null ? ", warm-up" : "",
                    Report.load());
        }
    }

    /**
     * Returns the result when the run has ended.
     *
     * @throws IllegalStateException if it ended during its warm-up
     */
    LoadResult result(CacheSetup setup, long turns) {
        Beginning from = beginning;
        if (from == null) {
            throw new IllegalStateException("the run ended during its warm-up");
        }
        double seconds = (System.nanoTime() - from.nanos()) / (double) TimeUnit.SECONDS.toNanos(1);
        return LoadResult.of(
                setup,
                turns - from.turns(),
                seconds,
                run.latencies().take(),
                StatementCounts.of(server).minus(from.statements()),
                Reads.of(run.nodes()).minus(from.reads()));
    }
}
