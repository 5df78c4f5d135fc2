package dev.chatstore.bench.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A database product to measure. */
public enum Backend {
    /** SQLite, in the process. */
    SQLITE("SQLite", null),
    /** PostgreSQL. */
    POSTGRES("PostgreSQL", DatabaseServer.POSTGRES),
    /** MySQL. */
    MYSQL("MySQL", DatabaseServer.MYSQL),
    /** MariaDB. */
    MARIADB("MariaDB", DatabaseServer.MARIADB);

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // implementations of BulkLoad have no state
    private final @Nullable DatabaseServer server;

    Backend(String label, @Nullable DatabaseServer server) {
        this.label = label;
        this.server = server;
    }

    /** Returns whether it is a server. */
    public boolean isServer() {
        return server != null;
    }

    /** Creates a database with empty tables, on a server that is started for it. The caller closes it. */
    public Database open() throws SQLException {
        return server == null ? SqliteDatabase.open() : ServerDatabase.open(server);
    }

    /**
     * Returns its name and exact version. Starts the server for that.
     *
     * @throws IllegalStateException if the server is not available; the message says what to add
     */
    public String describe() {
        return label + " " + (server == null ? sqliteVersion() : server.describe());
    }

    private static String sqliteVersion() {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            return connection.getMetaData().getDatabaseProductVersion();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return label;
    }
}
