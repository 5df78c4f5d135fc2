package dev.chatstore.bench.load;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.chatstore.api.spi.PoolUse;
import dev.chatstore.core.operations.TierStatistics;
import dev.chatstore.testkit.server.TestRedis;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Takes samples of a load. Not safe for use by multiple threads. */
final class Sampler {
    private final LoadRun run;
    private final TestRedis redis;
    private final long start = System.nanoTime();
    private long last = start;
    private long loads;

    Sampler(LoadRun run, TestRedis redis) {
        this.run = run;
        this.redis = redis;
        loads = loads();
    }

    private long loads() {
        return run.nodes().caches(statistics -> statistics.loads().loads());
    }

    /** Returns the sample of the time since the last one. It collects all garbage of this process. */
    Sample take() {
        Map<Operation, Histogram> durations = run.latencies().take();
        long now = System.nanoTime();
        double seconds = (now - last) / (double) TimeUnit.SECONDS.toNanos(1);
        last = now;
        Histogram appends = durations.getOrDefault(Operation.APPEND, new Histogram(1));
        Histogram reads = durations.getOrDefault(Operation.RECENT, new Histogram(1));
        long loadsBefore = loads;
        loads = loads();
        long count = reads.getTotalCount();
        return new Sample(
                TimeUnit.NANOSECONDS.toSeconds(now - start),
                appends.getTotalCount() / seconds,
                count / seconds,
                count == 0 ? 0 : Math.max(0, 1 - (loads - loadsBefore) / (double) count),
                appends.getValueAtPercentile(50),
                appends.getValueAtPercentile(99),
                reads.getValueAtPercentile(50),
                reads.getValueAtPercentile(99),
                heap(),
                run.nodes().pools(PoolUse::active),
                run.nodes().pools(pool -> pool.active() + pool.idle()),
                run.nodes().pools(PoolUse::waiting),
                run.nodes().processes(TierStatistics::bytes),
                Long.parseLong(redis.info("memory", "used_memory")),
                Long.parseLong(String.valueOf(redis.ask("DBSIZE"))),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                openFiles());
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getOpenFileDescriptorCount()
                : 0;
    }
}
