package dev.chatstore.checks.tiers;

import dev.chatstore.api.Storage;
import dev.chatstore.testkit.session.SessionStoreContract;
import java.time.InstantSource;
import java.util.Map;

/** What the process remembers and what processes share on Redis, in front of SQLite. */
final class BothCachesOverSqliteSessionStoreIT extends SessionStoreContract {
    private static final TieredStores STORES = TieredStores.inBoth("sqlite-sessions");

    @Override
    protected Storage open(InstantSource clock, Map<String, String> settings) {
        return STORES.openSqlite(clock, settings);
    }

    @Override
    protected void loseNextReply() {
        // Nothing lies between the caller and the data.
    }
}
