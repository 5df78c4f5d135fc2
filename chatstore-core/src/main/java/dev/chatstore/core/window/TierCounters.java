package dev.chatstore.core.window;

import dev.chatstore.core.operations.TierStatistics;
import java.util.concurrent.atomic.LongAdder;

/** Counters of one tier since the storage was opened. Safe for use by several threads. */
public final class TierCounters {
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder fillsRefused = new LongAdder();
    private final LongAdder evictions = new LongAdder();
    private final LongAdder staleDrops = new LongAdder();

    /** Counts a read that the tier answered. */
    public void hit() {
        hits.increment();
    }

    /** Counts a read that the tier did not answer. */
    public void miss() {
        misses.increment();
    }

    /** Counts a fill that came too late. */
    public void fillRefused() {
        fillsRefused.increment();
    }

    /** Counts an entry that was removed to make room. */
    public void evicted() {
        evictions.increment();
    }

    /** Counts an entry that was dropped because it missed a change. */
    void staleDropped() {
        staleDrops.increment();
    }

    /** Returns the counts so far, next to what the tier holds now. */
    public TierStatistics statistics(long entries, long bytes) {
        return new TierStatistics(
                hits.sum(), misses.sum(), fillsRefused.sum(), evictions.sum(), staleDrops.sum(), entries, bytes);
    }
}
