package dev.chatstore.core.operations;

import dev.chatstore.api.spi.PoolUse;
import java.util.List;

/**
 * Counts of a storage since it was opened, taken at about one time.
 *
 * @param caches the counts of its caches
 * @param pools the current use of its connection pools; empty if the connections are the caller's own
 */
public record StorageStatistics(CacheStatistics caches, List<PoolUse> pools) {
    /** Creates them; the list is copied. */
    public StorageStatistics {
        pools = List.copyOf(pools);
    }
}
