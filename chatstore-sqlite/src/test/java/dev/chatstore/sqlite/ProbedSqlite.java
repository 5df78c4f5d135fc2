package dev.chatstore.sqlite;

import dev.chatstore.api.Stores;
import dev.chatstore.core.ChatStorage;
import dev.chatstore.testkit.DataSourceProbes;
import java.time.InstantSource;
import java.util.Map;

/** Opens SQLite stores whose connections are looked at. */
final class ProbedSqlite {
    private final DataSourceProbes probes = new DataSourceProbes();

    DataSourceProbes probes() {
        return probes;
    }

    Stores open(String url, InstantSource clock, Map<String, String> settings) {
        return ChatStorage.builder()
                .url(url)
                .clock(clock)
                .settings(settings)
                .backend(new SqliteBackendProvider(probes))
                .open();
    }
}
