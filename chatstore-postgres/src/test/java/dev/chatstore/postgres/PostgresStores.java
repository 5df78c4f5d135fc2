package dev.chatstore.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.chatstore.ChatStorage;
import dev.chatstore.api.Storage;
import dev.chatstore.testkit.jdbc.DataSourceProbes;
import dev.chatstore.testkit.jdbc.KeptConnections;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestDatabase;
import dev.chatstore.testkit.server.TestServers;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Opens stores in a database of their own, with probes on their connections. */
final class PostgresStores {
    private final TestDatabase database;
    private final Map<String, String> settings;
    private final @Nullable DataSource own;
    private final UnaryOperator<DataSource> kept;
    private final DataSourceProbes probes = new DataSourceProbes();

    private PostgresStores(
            TestDatabase database,
            Map<String, String> settings,
            @Nullable DataSource own,
            UnaryOperator<DataSource> kept) {
        this.database = database;
        this.settings = settings;
        this.own = own;
        this.kept = kept;
    }

    static PostgresStores on(ServerKind kind, Map<String, String> settings) {
        return new PostgresStores(TestServers.shared(kind).newDatabase(), settings, null, UnaryOperator.identity());
    }

    /** Returns stores that keep the connections of those before them, for many short tests. */
    static PostgresStores onKeptConnections(ServerKind kind, Map<String, String> settings) {
        return new PostgresStores(TestServers.shared(kind).newDatabase(), settings, null, new KeptConnections());
    }

    /** Returns stores on connections of the caller's own, with the driver's defaults. */
    static PostgresStores onOwnConnections(ServerKind kind, Map<String, String> settings) {
        TestDatabase database = TestServers.shared(kind).newDatabase();
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(database.jdbcUrl());
        pool.setUsername(database.user());
        pool.setPassword(database.password());
        pool.setMinimumIdle(0);
        return new PostgresStores(database, settings, new HikariDataSource(pool), UnaryOperator.identity());
    }

    TestDatabase database() {
        return database;
    }

    DataSourceProbes probes() {
        return probes;
    }

    Storage open(InstantSource clock, Map<String, String> more) {
        return ChatStorage.builder()
                .url(database.url())
                .clock(clock)
                .expiryClock(clock)
                .settings(settings)
                .settings(more)
                .backend(new PostgresBackendProvider(own, source -> probes.apply(kept.apply(source))))
                .open();
    }
}
