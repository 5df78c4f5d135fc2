package dev.chatstore.core.tier;

import java.util.concurrent.atomic.LongAdder;

/** What one tier counts from its beginning on. */
record TierCounters(
        LongAdder hits, LongAdder misses, LongAdder fillsRefused, LongAdder evictions, LongAdder staleDrops) {
    TierCounters() {
        this(new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder());
    }
}
