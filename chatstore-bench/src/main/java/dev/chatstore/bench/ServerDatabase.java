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
 * A database on a server of its own that holds the tables of a store and beside them bare ones, which have the same
 * columns and primary keys and no other index.
 */
final class ServerDatabase implements AutoCloseable {
    private final Server server;
    private final Folder folder;
    private final TestServer process;
    private final TestDatabase database;

    private ServerDatabase(Server server, Folder folder) {
        this.server = server;
        this.folder = folder;
        process = server.start(folder);
        database = process.newDatabase();
    }

    /** Starts the server and makes the tables, all empty. */
    static ServerDatabase open(Server server) throws SQLException {
        ServerDatabase database = new ServerDatabase(server, Folder.open());
        database.store().close();
        database.run("raw_tables.sql", database.connect(""));
        return database;
    }

    private void run(String file, Connection connection) throws SQLException {
        try (connection) {
            SqlFiles.run(connection, server.bulkLoad().folder() + file);
        }
    }

    /** Returns a store as anybody opens one, which the caller closes. */
    ChatStorage store() {
        return ChatStorage.open(storeUrl());
    }

    /** Returns the URL of the store. */
    String storeUrl() {
        return with(database.url(), server.parameters());
    }

    /** Returns connections for the raw operations, which the caller closes. */
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

    /** Fills the store's tables with conversations, past the store. */
    void fillStore(Set<Conversations> all) throws SQLException {
        for (Conversations conversations : all) {
            load("chat_message", RawRow.of(conversations));
        }
        try (Connection connection = connect("")) {
            SqlFiles.run(connection, "heads.sql");
        }
        settle();
    }

    /** Fills the bare table with conversations. */
    void fillRaw(Conversations conversations) throws SQLException {
        load("raw_message", RawRow.of(conversations));
        settle();
    }

    /** Writes rows by the fastest way there is. */
    void load(String table, Stream<RawRow> rows) throws SQLException {
        try (Connection connection = connect(server.bulkLoad().parameters())) {
            server.bulkLoad().load(connection, table, rows.iterator());
        }
    }

    /** Has the server do now what it would do about new rows in the background, while something is measured. */
    void settle() throws SQLException {
        run("settle.sql", database.connectAsAdministrator());
        process.restart();
    }

    @Override
    public void close() {
        process.close();
        folder.close();
    }
}
