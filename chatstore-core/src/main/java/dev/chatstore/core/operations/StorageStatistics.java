package dev.chatstore.core.operations;

import dev.chatstore.api.contents.ContentEstimate;
import dev.chatstore.api.spi.PoolUse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts of a storage since it was opened, taken at about one time.
 *
 * @param caches the counts of its caches
 * @param pools the current use of its connection pools; empty if the connections are the caller's own
 * @param contents the latest estimate of what the durable store holds, without any number before the first one and after
 *     one that failed; null if {@code metrics.contents-interval} is not set
 */
public record StorageStatistics(
        CacheStatistics caches,
        List<PoolUse> pools,
        @Nullable ContentEstimate contents) {
    /** Creates them; the list is copied. */
    public StorageStatistics {
        pools = List.copyOf(pools);
    }

    /** Creates them without an estimate. */
    public StorageStatistics(CacheStatistics caches, List<PoolUse> pools) {
        this(caches, pools, null);
    }
}
