package dev.chatstore.postgres;

import dev.chatstore.api.Storage;
import dev.chatstore.testkit.chat.ChatStoreContract;
import dev.chatstore.testkit.server.ServerKind;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

final class PostgresChatStoreIT extends ChatStoreContract {
    private static final PostgresStores STORES = PostgresStores.onKeptConnections(ServerKind.POSTGRES_18, Map.of());

    @BeforeEach
    void clear() {
        STORES.database().clear();
    }

    @Override
    protected Storage open(InstantSource clock, Map<String, String> settings) {
        return STORES.open(clock, settings);
    }

    @Override
    protected void loseNextReply() {
        STORES.probes().loseNextReply();
    }
}
