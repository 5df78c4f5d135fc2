package dev.chatstore.postgres;

import dev.chatstore.api.Stores;
import dev.chatstore.core.ChatStorage;
import dev.chatstore.testkit.ChatStoreModelContract;
import dev.chatstore.testkit.server.ServerKind;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** What the process remembers, in front of PostgreSQL. */
final class CachedPostgresModelIT extends ChatStoreModelContract {
    private static final PostgresStores STORES = PostgresStores.on(
            ServerKind.POSTGRES_18,
            Map.of("cache.bytes", "1MiB", "cache.session-bytes", "1MiB", "cache.messages", "3"));

    @BeforeEach
    void clear() {
        STORES.database().clear();
    }

    @Override
    protected Stores open(InstantSource clock, Map<String, String> settings) {
        return STORES.open(clock, settings);
    }

    @Override
    protected Stores openModel(InstantSource clock, Map<String, String> settings) {
        return ChatStorage.builder()
                .url("memory:")
                .clock(clock)
                .settings(settings)
                .open();
    }
}
