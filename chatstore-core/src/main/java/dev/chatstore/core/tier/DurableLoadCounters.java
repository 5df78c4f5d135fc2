package dev.chatstore.core.tier;

import dev.chatstore.core.operations.LoadStatistics;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Counters of the reads that caches make from the durable store. Safe for use by several threads. */
final class DurableLoadCounters {
    private final LongAdder checks = new LongAdder();
    private final LongAdder loads = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final AtomicLong longest = new AtomicLong();

    void checked() {
        checks.increment();
    }

    void loaded(long time) {
        loads.increment();
        nanos.add(time);
        longest.accumulateAndGet(time, Math::max);
    }

    LoadStatistics statistics() {
        return new LoadStatistics(
                checks.sum(), loads.sum(), Duration.ofNanos(nanos.sum()), Duration.ofNanos(longest.get()));
    }
}
