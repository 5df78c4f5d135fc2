package dev.chatstore.checks.tiers;

import dev.chatstore.api.Storage;
import dev.chatstore.testkit.chat.ChatStoreContract;
import java.time.InstantSource;
import java.util.Map;

/** The cache in the process and the shared cache on Redis, in front of SQLite. */
final class BothCachesOverSqliteChatStoreIT extends ChatStoreContract {
    private static final TieredStores STORES = TieredStores.withBothCaches("sqlite-chats");

    @Override
    protected Storage open(InstantSource clock, Map<String, String> settings) {
        return STORES.openSqlite(clock, settings);
    }

    @Override
    protected void loseNextReply() {
        // No connection exists between the caller and the data.
    }
}
