package dev.chatstore.core.operations;

/**
 * What one tier has done since the storage was opened.
 *
 * @param hits how many reads it answered
 * @param misses how many it did not
 * @param fillsRefused how many fills it refused, because of a change that came between
 * @param evictions how many entries it forgot to make room
 * @param staleDrops how many entries it forgot because a change did not follow on
 * @param entries how many conversations or sessions it holds; 0 where only the server knows
 * @param bytes how many bytes of memory they are weighed at; 0 where only the server knows
 */
// Seven components: the figures of one row of a dashboard.
public record TierStatistics(
        long hits, long misses, long fillsRefused, long evictions, long staleDrops, long entries, long bytes) {
    static final TierStatistics NONE = new TierStatistics(0, 0, 0, 0, 0, 0, 0);

    /** Returns the share of reads that it answered, from 0 to 1; 0 if there were none. */
    public double hitRatio() {
        long reads = hits + misses;
        return reads == 0 ? 0 : (double) hits / reads;
    }
}
