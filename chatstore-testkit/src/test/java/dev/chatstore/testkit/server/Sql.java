package dev.chatstore.testkit.server;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** SQL statements for the tests of servers. */
final class Sql {
    private Sql() {}

    static void run(TestDatabase database, String... statements) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    static int count(TestDatabase database, String table) throws SQLException {
        return Integer.parseInt(ask(database.connect(), "select count(*) from " + table));
    }

    static String ask(Connection fresh, String query) throws SQLException {
        try (Connection connection = fresh;
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(rows.getMetaData().getColumnCount());
        }
    }
}
