package dev.chatstore.postgres;

import dev.chatstore.api.Storage;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.session.SessionStoreContract;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** An older server, with the caller's own connections. */
final class Postgres15SessionStoreIT extends SessionStoreContract {
    private static final PostgresStores STORES = PostgresStores.onOwnConnections(ServerKind.POSTGRES_15, Map.of());

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
