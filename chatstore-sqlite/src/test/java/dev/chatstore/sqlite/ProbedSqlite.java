package dev.chatstore.sqlite;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Storage;
import dev.chatstore.testkit.jdbc.DataSourceProbes;
import java.time.InstantSource;
import java.util.Map;

/** Opens SQLite stores with probes on their connections. */
final class ProbedSqlite {
    private final DataSourceProbes probes = new DataSourceProbes();

    DataSourceProbes probes() {
        return probes;
    }

    Storage open(String url, InstantSource clock, Map<String, String> settings) {
        return ChatStorage.builder()
                .url(url)
                .clock(clock)
                .expiryClock(clock)
                .settings(settings)
                .backend(new SqliteBackendProvider(probes))
                .open();
    }
}
