package dev.chatstore.core.operations;

/**
 * What the caches of one storage have done since it was opened, at about one time. All is 0 of what is not configured.
 *
 * @param process the conversations that this process remembers
 * @param shared the conversations that processes share
 * @param sessions the sessions of both
 * @param loads what was asked of the durable store
 * @param feedGaps how many times changes of other processes may have been missed
 * @param owed how many conversations and sessions the shared cache has still to be told about
 */
// Six components: one for each row of a dashboard.
public record CacheStatistics(
        TierStatistics process,
        TierStatistics shared,
        TierStatistics sessions,
        LoadStatistics loads,
        long feedGaps,
        long owed) {
    /** What there is to say of a storage without caches. */
    public static final CacheStatistics NONE = new CacheStatistics(
            TierStatistics.NONE, TierStatistics.NONE, TierStatistics.NONE, LoadStatistics.NONE, 0, 0);
}
