package dev.chatstore.core.tier;

import dev.chatstore.core.operations.TierStatistics;
import java.util.concurrent.atomic.LongAdder;

/** What one tier counts from its beginning on. */
record TierCounters(
        LongAdder hits, LongAdder misses, LongAdder fillsRefused, LongAdder evictions, LongAdder staleDrops) {
    TierCounters() {
        this(new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder());
    }

    TierStatistics statistics(long entries, long bytes) {
        return new TierStatistics(
                hits.sum(), misses.sum(), fillsRefused.sum(), evictions.sum(), staleDrops.sum(), entries, bytes);
    }
}
