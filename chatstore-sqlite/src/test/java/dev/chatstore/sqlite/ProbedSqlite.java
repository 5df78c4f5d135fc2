package dev.chatstore.sqlite;

import dev.chatstore.api.Stores;
import dev.chatstore.core.ChatStorage;
import dev.chatstore.testkit.DataSourceProbe;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/** Opens SQLite stores whose connections are looked at. */
final class ProbedSqlite {
    private final List<DataSourceProbe> probes = new CopyOnWriteArrayList<>();

    Stores open(String url, InstantSource clock, Map<String, String> settings) {
        return ChatStorage.builder()
                .url(url)
                .clock(clock)
                .settings(settings)
                .backend(new SqliteBackendProvider(this::probed))
                .open();
    }

    private DataSource probed(DataSource connections) {
        DataSourceProbe probe = new DataSourceProbe(connections);
        probes.add(probe);
        return probe;
    }

    void loseNextReply() {
        probes.forEach(DataSourceProbe::loseNextReply);
    }

    void reset() {
        probes.forEach(DataSourceProbe::reset);
    }

    long statements() {
        return probes.stream().mapToLong(DataSourceProbe::statements).sum();
    }

    long commits() {
        return probes.stream().mapToLong(DataSourceProbe::commits).sum();
    }

    List<String> texts() {
        return probes.stream().flatMap(probe -> probe.texts().stream()).toList();
    }
}
