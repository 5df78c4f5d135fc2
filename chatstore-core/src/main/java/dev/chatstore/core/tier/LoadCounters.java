package dev.chatstore.core.tier;

import dev.chatstore.core.operations.LoadStatistics;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What is asked of the durable store for the sake of the caches. */
record LoadCounters(LongAdder checks, LongAdder loads, LongAdder nanos, AtomicLong longest) {
    LoadCounters() {
        this(new LongAdder(), new LongAdder(), new LongAdder(), new AtomicLong());
    }

    LoadStatistics statistics() {
        return new LoadStatistics(
                checks.sum(), loads.sum(), Duration.ofNanos(nanos.sum()), Duration.ofNanos(longest.get()));
    }

    void loaded(long time) {
        loads.increment();
        nanos.add(time);
        longest.accumulateAndGet(time, Math::max);
    }
}
