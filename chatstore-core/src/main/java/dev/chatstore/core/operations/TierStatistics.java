package dev.chatstore.core.operations;

/**
 * Counts of one tier since the storage was opened.
 *
 * @param hits the number of reads that it answered
 * @param misses the number of reads that it did not answer
 * @param fillsRefused the number of fills that it refused because of a change in between
 * @param evictions the number of entries that it removed to make room
 * @param staleDrops the number of entries that it dropped because they had missed a change
 * @param entries the current number of conversations or sessions; 0 if only the server knows it
 * @param bytes the current size, in bytes of the heap; 0 if only the server knows it
 */
// Seven components: the figures of one row of a dashboard.
public record TierStatistics(
        long hits, long misses, long fillsRefused, long evictions, long staleDrops, long entries, long bytes) {
    static final TierStatistics NONE = new TierStatistics(0, 0, 0, 0, 0, 0, 0);

    /** Returns the share of reads that the tier answered, from 0 to 1; 0 without any read. */
    public double hitRatio() {
        long reads = hits + misses;
        return reads == 0 ? 0 : (double) hits / reads;
    }
}
