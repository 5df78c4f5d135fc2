package dev.chatstore.core.operations;

/**
 * Counts of a storage's caches since it was opened, taken at about one time. Those of a cache that is not configured
 * are 0.
 *
 * @param process the conversations that this process caches
 * @param shared the conversations in the shared cache, as this process uses it
 * @param sessions the sessions in both
 * @param loads the reads of the durable store
 * @param feedGaps the number of times that changes of other processes may have been missed
 * @param pendingInvalidations the number of conversations and sessions that the shared cache has still to drop
 */
// Six components: one for each row of a dashboard.
public record CacheStatistics(
        TierStatistics process,
        TierStatistics shared,
        TierStatistics sessions,
        LoadStatistics loads,
        long feedGaps,
        long pendingInvalidations) {
    /** The statistics of a storage without caches. */
    public static final CacheStatistics NONE = new CacheStatistics(
            TierStatistics.NONE, TierStatistics.NONE, TierStatistics.NONE, LoadStatistics.NONE, 0, 0);
}
