package dev.chatstore.checks.tiers;

import dev.chatstore.api.Storage;
import dev.chatstore.testkit.chat.ChatStoreContract;
import java.time.InstantSource;
import java.util.Map;

/** The cache in the process and the shared cache on a Redis cluster, in front of SQLite. */
final class ClusterCacheOverSqliteChatStoreIT extends ChatStoreContract {
    private static final TieredStores STORES = TieredStores.withBothCachesOnCluster("cluster-chats");

    @Override
    protected Storage open(InstantSource clock, Map<String, String> settings) {
        return STORES.openSqlite(clock, settings);
    }

    @Override
    protected void loseNextReply() {
        // No connection exists between the caller and the data.
    }

    @Override
    protected int interrupts() {
        return 1_000;
    }
}
