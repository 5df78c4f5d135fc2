package dev.chatstore.checks.tiers;

import dev.chatstore.api.Storage;
import dev.chatstore.testkit.chat.ChatStoreContract;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** The cache in the process and the shared cache on Redis, in front of PostgreSQL. */
final class BothCachesOverPostgresChatStoreIT extends ChatStoreContract {
    private static final TieredStores.OnPostgres STORES =
            TieredStores.withBothCaches("both-chats").onPostgres();

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

    @Override
    protected int interrupts() {
        return 1_000;
    }
}
