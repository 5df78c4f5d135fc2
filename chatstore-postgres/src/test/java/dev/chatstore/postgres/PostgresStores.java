package dev.chatstore.postgres;

import dev.chatstore.api.Stores;
import dev.chatstore.core.ChatStorage;
import dev.chatstore.testkit.DataSourceProbes;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestDatabase;
import dev.chatstore.testkit.server.TestServers;
import java.time.InstantSource;
import java.util.Map;

/** Opens stores in a database of their own, whose connections are looked at. */
final class PostgresStores {
    private final TestDatabase database;
    private final Map<String, String> settings;
    private final DataSourceProbes probes = new DataSourceProbes();

    private PostgresStores(TestDatabase database, Map<String, String> settings) {
        this.database = database;
        this.settings = settings;
    }

    static PostgresStores on(ServerKind kind, Map<String, String> settings) {
        return new PostgresStores(TestServers.shared(kind).newDatabase(), settings);
    }

    TestDatabase database() {
        return database;
    }

    DataSourceProbes probes() {
        return probes;
    }

    Stores open(InstantSource clock, Map<String, String> more) {
        return ChatStorage.builder()
                .url(database.url())
                .clock(clock)
                .settings(settings)
                .settings(more)
                .backend(new PostgresBackendProvider(null, probes))
                .open();
    }
}
