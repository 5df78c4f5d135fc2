package dev.chatstore.bench.store;

import com.zaxxer.hikari.HikariConfig;
import dev.chatstore.ChatStorage;
import dev.chatstore.bench.data.BenchmarkDirectory;
import dev.chatstore.bench.data.ConversationSet;
import dev.chatstore.bench.data.RawRow;
import dev.chatstore.bench.raw.BulkLoad;
import dev.chatstore.bench.raw.RawPool;
import dev.chatstore.bench.raw.SqlFiles;
import dev.chatstore.testkit.server.TestDatabase;
import dev.chatstore.testkit.server.TestServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** A database on a server that is started for it. */
final class ServerDatabase implements Database {
    private final DatabaseServer server;
    private final TestServer process;
    private final TestDatabase database;
    private final Runnable close;

    private ServerDatabase(DatabaseServer server, TestServer process, TestDatabase database, Runnable close)
            throws SQLException {
        this.server = server;
        this.process = process;
        this.database = database;
        this.close = close;
        ChatStorage.open(url()).close();
        run("raw_tables.sql", connect(""));
    }

    /** Starts the server and creates empty tables. */
    static ServerDatabase open(DatabaseServer server) throws SQLException {
        BenchmarkDirectory directory = BenchmarkDirectory.open();
        TestServer process = server.start(directory);
        return new ServerDatabase(server, process, process.newDatabase(), () -> {
            process.close();
            directory.close();
        });
    }

    @Override
    public ServerDatabase fresh() throws SQLException {
        TestDatabase another = process.newDatabase();
        return new ServerDatabase(server, process, another, another::drop);
    }

    @Override
    public String url() {
        return with(database.url(), server.parameters());
    }

    @Override
    public RawPool readers(int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(jdbcUrl(server.rawParameters()));
        config.setUsername(database.user());
        config.setPassword(database.password());
        return new RawPool(config, connections);
    }

    @Override
    public RawPool writers(int connections) {
        return readers(connections);
    }

    private Connection connect(String parameters) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(parameters), database.user(), database.password());
    }

    private String jdbcUrl(String parameters) {
        return with(with(database.jdbcUrl(), server.parameters()), parameters);
    }

    private static String with(String url, String parameters) {
        return parameters.isEmpty() ? url : url + (url.contains("?") ? "&" : "?") + parameters;
    }

    private void run(String file, Connection connection) throws SQLException {
        try (connection) {
            SqlFiles.run(connection, bulkLoad().folder() + file);
        }
    }

    @Override
    public void fill(Collection<ConversationSet> store, Collection<ConversationSet> raw) throws SQLException {
        for (ConversationSet conversations : store) {
            load("chat_message", RawRow.of(conversations));
        }
        try (Connection connection = connect("")) {
            SqlFiles.run(connection, "heads.sql");
        }
        for (ConversationSet conversations : raw) {
            loadRaw(RawRow.of(conversations));
        }
        settle();
    }

    @Override
    public void loadRaw(Stream<RawRow> rows) throws SQLException {
        load("raw_message", rows);
    }

    private void load(String table, Stream<RawRow> rows) throws SQLException {
        try (Connection connection = connect(bulkLoad().parameters())) {
            bulkLoad().load(connection, table, rows.iterator());
        }
    }

    @Override
    public BulkLoad bulkLoad() {
        return server.bulkLoad();
    }

    /** Completes the maintenance of new rows that the server would otherwise do in the background during a measurement. */
    private void settle() throws SQLException {
        run("settle.sql", database.connectAsAdministrator());
        process.restart();
    }

    @Override
    public List<Long> processes() {
        try {
            return List.of(process.pid());
        } catch (UnsupportedOperationException elsewhere) {
            return List.of();
        }
    }

    @Override
    public void close() {
        close.run();
    }
}
