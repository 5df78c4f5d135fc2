package dev.chatstore.core;

import dev.chatstore.api.spi.PoolUse;
import dev.chatstore.core.tier.CacheStatistics;
import java.util.List;

/**
 * What a storage has done since it was opened, at about one time.
 *
 * @param caches what its caches have done
 * @param pools how its pools of connections are used at this moment; none where the connections are the caller's own
 */
public record Statistics(CacheStatistics caches, List<PoolUse> pools) {
    /** Makes them; the list is copied. */
    public Statistics {
        pools = List.copyOf(pools);
    }
}
