package dev.chatstore.bench;

import com.zaxxer.hikari.HikariConfig;
import dev.chatstore.ChatStorage;
import dev.chatstore.testkit.server.TestDatabase;
import dev.chatstore.testkit.server.TestServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A database on its own server. It contains the tables of a store and raw tables, which have the same columns and primary
 * keys and no other index.
 */
final class ServerDatabase implements AutoCloseable {
    private final DatabaseServer server;
    private final BenchmarkDirectory directory;
    private final TestServer process;
    private final TestDatabase database;

    private ServerDatabase(DatabaseServer server, BenchmarkDirectory directory) {
        this.server = server;
        this.directory = directory;
        process = server.start(directory);
        database = process.newDatabase();
    }

    /** Starts the server and creates empty tables. */
    static ServerDatabase open(DatabaseServer server) throws SQLException {
        ServerDatabase database = new ServerDatabase(server, BenchmarkDirectory.open());
        database.store().close();
        database.run("raw_tables.sql", database.connect(""));
        return database;
    }

    private void run(String file, Connection connection) throws SQLException {
        try (connection) {
            SqlFiles.run(connection, server.bulkLoad().folder() + file);
        }
    }

    /** Opens a store with the default settings; the caller closes it. */
    ChatStorage store() {
        return ChatStorage.open(storeUrl());
    }

    /** Returns the URL of the store. */
    String storeUrl() {
        return with(database.url(), server.parameters());
    }

    /** Opens connections for raw operations; the caller closes them. */
    RawPool pool(int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(jdbcUrl(server.rawParameters()));
        config.setUsername(database.user());
        config.setPassword(database.password());
        return new RawPool(config, connections);
    }

    private Connection connect(String parameters) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(parameters), database.user(), database.password());
    }

    private String jdbcUrl(String parameters) {
        return with(with(database.jdbcUrl(), server.parameters()), parameters);
    }

    private static String with(String url, String parameters) {
        if (parameters.isEmpty()) {
            return url;
        }
        return url + (url.contains("?") ? "&" : "?") + parameters;
    }

    /** Fills the tables of the store with conversations, without using the store. */
    void fillStore(Set<Conversations> all) throws SQLException {
        for (Conversations conversations : all) {
            load("chat_message", RawRow.of(conversations));
        }
        try (Connection connection = connect("")) {
            SqlFiles.run(connection, "heads.sql");
        }
        settle();
    }

    /** Fills the raw table with conversations. */
    void fillRaw(Conversations conversations) throws SQLException {
        load("raw_message", RawRow.of(conversations));
        settle();
    }

    /** Writes rows in the fastest way that the server supports. */
    void load(String table, Stream<RawRow> rows) throws SQLException {
        try (Connection connection = connect(server.bulkLoad().parameters())) {
            server.bulkLoad().load(connection, table, rows.iterator());
        }
    }

    /** Completes the maintenance of new rows that the server would otherwise do in the background during a measurement. */
    void settle() throws SQLException {
        run("settle.sql", database.connectAsAdministrator());
        process.restart();
    }

    @Override
    public void close() {
        process.close();
        directory.close();
    }
}
