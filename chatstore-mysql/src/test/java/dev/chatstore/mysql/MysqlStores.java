package dev.chatstore.mysql;

import dev.chatstore.api.Stores;
import dev.chatstore.core.ChatStorage;
import dev.chatstore.testkit.DataSourceProbes;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestDatabase;
import dev.chatstore.testkit.server.TestServers;
import java.time.InstantSource;
import java.util.Map;

/** Opens stores in a database of their own, whose connections are looked at. */
final class MysqlStores {
    private final TestDatabase database;
    private final DataSourceProbes probes = new DataSourceProbes();

    private MysqlStores(TestDatabase database) {
        this.database = database;
    }

    static MysqlStores on(ServerKind kind) {
        return new MysqlStores(TestServers.shared(kind).newDatabase());
    }

    TestDatabase database() {
        return database;
    }

    DataSourceProbes probes() {
        return probes;
    }

    /** Returns the URL with what the drivers need where there is no TLS. */
    String url() {
        return database.url()
                + (database.url().startsWith("mysql:")
                        ? "?sslMode=DISABLED&allowPublicKeyRetrieval=true"
                        : "?sslMode=disable");
    }

    Stores open(InstantSource clock, Map<String, String> settings) {
        return ChatStorage.builder()
                .url(url())
                .clock(clock)
                .settings(settings)
                .backend(new MysqlBackendProvider(null, probes))
                .open();
    }
}
