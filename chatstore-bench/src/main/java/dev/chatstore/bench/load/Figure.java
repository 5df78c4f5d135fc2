package dev.chatstore.bench.load;

import java.util.function.ToDoubleFunction;

/**
 * A figure of the samples, and its limit: how much worse its last third may be than its first, or for what fills up to a
 * configured size, that size.
 */
@SuppressWarnings("ImmutableEnumChecker") // the functions have no state
enum Figure {
    APPENDS("appends per second", Sample::appends, false, 1.5, 0),
    READS("reads per second", Sample::reads, false, 1.5, 0),
    HIT_RATIO("hit ratio", Sample::hitRatio, false, 1.05, 0),
    // Other programs on the machine change durations by as much.
    APPEND_P50("append p50, us", Sample::appendP50, true, 1.5, 100),
    APPEND_P99("append p99, us", Sample::appendP99, true, 2, 1_000),
    RECENT_P50("recent(20) p50, us", Sample::recentP50, true, 1.5, 100),
    RECENT_P99("recent(20) p99, us", Sample::recentP99, true, 2, 1_000),
    HEAP(
            "heap after a collection without L1, MiB",
            sample -> mebibytes(sample.heapBytes() - sample.cachedBytes()),
            true,
            1.1,
            8),
    // Two nodes of 64 MiB and of two pools of five.
    CACHED("L1, MiB", sample -> mebibytes(sample.cachedBytes()), true, 0, 128),
    CONNECTIONS("open connections", Sample::connections, true, 0, 20),
    IN_USE("connections in use", Sample::connectionsInUse, true, 1, 4),
    WAITING("threads that wait for a connection", Sample::waiting, true, 1, 2),
    REDIS("Redis, MiB", sample -> mebibytes(sample.redisBytes()), true, 0, LoadServers.REDIS_MEBIBYTES * 1.05),
    THREADS("threads", Sample::threads, true, 1, 2),
    FILES("open files", Sample::openFiles, true, 1, 8);

    private final String label;
    private final ToDoubleFunction<Sample> value;
    private final boolean higherIsWorse;
    private final double factor;
    private final double slack;

    Figure(String label, ToDoubleFunction<Sample> value, boolean higherIsWorse, double factor, double slack) {
        this.label = label;
        this.value = value;
        this.higherIsWorse = higherIsWorse;
        this.factor = factor;
        this.slack = slack;
    }

    String label() {
        return label;
    }

    double of(Sample sample) {
        return value.applyAsDouble(sample);
    }

    boolean isFlat(double first, double last) {
        double better = higherIsWorse ? first : last;
        double worse = higherIsWorse ? last : first;
        return worse <= better * factor + slack;
    }

    private static double mebibytes(long bytes) {
        return bytes / (double) (1 << 20);
    }
}
