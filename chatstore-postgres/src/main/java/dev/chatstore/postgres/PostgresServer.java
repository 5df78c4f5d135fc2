package dev.chatstore.postgres;

import dev.chatstore.api.UnavailableException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Checks the server on the first connection, and refuses one that cannot execute the statements. */
final class PostgresServer {
    private static final int OLDEST = 14;

    private PostgresServer() {}

    static void check(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            String product = connection.getMetaData().getDatabaseProductName();
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (!product.equals("PostgreSQL") || version < OLDEST) {
                throw refused(product + " " + version + " is not supported: use PostgreSQL " + OLDEST + " or newer");
            }
            String encoding = encoding(connection);
            if (!encoding.equals("UTF8")) {
                throw refused("the encoding of the database is " + encoding + ": create one with the encoding UTF8");
            }
        }
    }

    private static String encoding(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show server_encoding")) {
            row.next();
            return row.getString(1);
        }
    }

    private static UnavailableException refused(String message) {
        return UnavailableException.notDone(message, false, null);
    }
}
