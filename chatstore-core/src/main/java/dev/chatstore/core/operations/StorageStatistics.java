package dev.chatstore.core.operations;

import dev.chatstore.api.spi.PoolUse;
import java.util.List;

/**
 * What a storage has done since it was opened, at about one time.
 *
 * @param caches what its caches have done
 * @param pools how its pools of connections are used at this moment; none where the connections are the caller's own
 */
public record StorageStatistics(CacheStatistics caches, List<PoolUse> pools) {
    /** Makes them; the list is copied. */
    public StorageStatistics {
        pools = List.copyOf(pools);
    }
}
