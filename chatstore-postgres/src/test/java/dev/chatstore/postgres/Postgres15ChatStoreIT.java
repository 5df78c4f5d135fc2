package dev.chatstore.postgres;

import dev.chatstore.api.Storage;
import dev.chatstore.testkit.chat.ChatStoreContract;
import dev.chatstore.testkit.server.ServerKind;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** Everything that can differ: an older server, the caller's own connections, partitions, no group commit. */
final class Postgres15ChatStoreIT extends ChatStoreContract {
    private static final PostgresStores STORES = PostgresStores.onOwnConnections(
            ServerKind.POSTGRES_15, Map.of("postgres.partitions", "hash", "append.group-commit", "off"));

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

    @Override
    protected int interrupts() {
        return 1_000;
    }
}
