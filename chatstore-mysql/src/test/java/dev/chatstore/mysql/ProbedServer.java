package dev.chatstore.mysql;

import dev.chatstore.api.Stores;
import dev.chatstore.core.ChatStorage;
import dev.chatstore.testkit.DataSourceProbe;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestDatabase;
import dev.chatstore.testkit.server.TestServers;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/** Opens stores in one database of a shared server, whose connections are looked at. */
final class ProbedServer {
    private final TestDatabase database;
    private final List<DataSourceProbe> probes = new CopyOnWriteArrayList<>();

    private ProbedServer(TestDatabase database) {
        this.database = database;
    }

    static ProbedServer on(ServerKind kind) {
        return new ProbedServer(TestServers.shared(kind).newDatabase());
    }

    TestDatabase database() {
        return database;
    }

    /** Returns the URL, for MySQL with what its driver needs to send a password without TLS. */
    String url() {
        return database.url().startsWith("mysql:")
                ? database.url() + "?sslMode=DISABLED&allowPublicKeyRetrieval=true"
                : database.url() + "?sslMode=disable";
    }

    Stores open(InstantSource clock, Map<String, String> settings) {
        return ChatStorage.builder()
                .url(url())
                .clock(clock)
                .settings(settings)
                .backend(new MysqlBackendProvider(this::probed))
                .open();
    }

    private DataSource probed(DataSource connections) {
        DataSourceProbe probe = new DataSourceProbe(connections);
        probes.add(probe);
        return probe;
    }

    /** Empties the tables, and forgets the connections that were looked at. */
    void clear() {
        probes.clear();
        database.clear();
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
