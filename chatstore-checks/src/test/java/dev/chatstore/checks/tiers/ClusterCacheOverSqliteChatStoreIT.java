package dev.chatstore.checks.tiers;

import dev.chatstore.api.Storage;
import dev.chatstore.testkit.chat.ChatStoreContract;
import java.time.InstantSource;
import java.util.Map;

/** What the process remembers and what processes share on a cluster of Redis, in front of SQLite. */
final class ClusterCacheOverSqliteChatStoreIT extends ChatStoreContract {
    private static final TieredStores STORES = TieredStores.inBothWithACluster("cluster-chats");

    @Override
    protected Storage open(InstantSource clock, Map<String, String> settings) {
        return STORES.openSqlite(clock, settings);
    }

    @Override
    protected void loseNextReply() {
        // Nothing lies between the caller and the data.
    }
}
