package dev.chatstore.core.tier;

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
    public static final CacheStatistics NONE =
            new CacheStatistics(none(), none(), none(), LoadStatistics.of(new LoadCounters()), 0, 0);

    private static TierStatistics none() {
        return TierStatistics.of(new TierCounters(), 0, 0);
    }
}
