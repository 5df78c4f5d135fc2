package dev.chatstore.postgres;

import dev.chatstore.api.UnavailableException;
import dev.chatstore.jdbi.database.ConnectionUse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Checks the server on the first connection, and refuses one that cannot execute the statements. */
final class PostgresServer {
    private static final int OLDEST = 14;

    private PostgresServer() {}

    /** Checks the server and its database, and returns how the connections are to be used. */
    static ConnectionUse check(DataSource source, int isolation) throws SQLException {
        try (Connection connection = source.getConnection()) {
            ConnectionUse use = ConnectionUse.of(connection, isolation);
            String product = connection.getMetaData().getDatabaseProductName();
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (!product.equals("PostgreSQL") || version < OLDEST) {
                throw refused(product + " " + version + " is not supported: use PostgreSQL " + OLDEST + " or newer");
            }
            use.begin(connection);
            checkDatabase(connection);
            use.end(connection);
            return use;
        }
    }

    private static void checkDatabase(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select current_setting('server_encoding'), current_schema(),"
                        + " current_setting('transaction_read_only')")) {
            row.next();
            String encoding = row.getString(1);
            if (!encoding.equals("UTF8")) {
                throw refused("the encoding of the database is " + encoding + ": create one with the encoding UTF8");
            }
            if (row.getString(2) == null) {
                throw refused("the search path of the connections names no schema that exists and that the user may"
                        + " use: create the schema, or correct search_path");
            }
            if (row.getString(3).equals("on")) {
                throw UnavailableException.notDone(
                        "PostgreSQL makes every transaction read-only: connect to the primary server, or set"
                                + " default_transaction_read_only to off for the user",
                        true,
                        null);
            }
        }
    }

    private static UnavailableException refused(String message) {
        return UnavailableException.notDone(message, false, null);
    }
}
