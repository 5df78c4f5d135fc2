package dev.chatstore.checks.tiers;

import dev.chatstore.api.Storage;
import dev.chatstore.testkit.session.SessionStoreContract;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** The shared cache on Redis, in front of PostgreSQL. */
final class SharedCacheOverPostgresSessionStoreIT extends SessionStoreContract {
    private static final TieredStores.OnPostgres STORES =
            TieredStores.withSharedCache("shared-sessions").onPostgres();

    @BeforeEach
    void clear() {
        STORES.clear();
    }

    @Override
    protected Storage open(InstantSource clock, Map<String, String> settings) {
        return STORES.open(clock, settings);
    }

    @Override
    protected void loseNextReply() {
        STORES.probe().loseNextReply();
    }
}
