package dev.chatstore.bench.load;

import dev.chatstore.testkit.server.TestServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * The statements that a PostgreSQL server has executed for users other than its administrator.
 *
 * @param appends the inserts of messages, each of which may be for several appends
 * @param reads the other queries of conversations
 * @param sessions the statements on sessions
 * @param others the writes of edits, and the beginnings and ends of transactions
 */
record StatementCounts(long appends, long reads, long sessions, long others) {
    private static final String QUERY =
            "select query, calls from pg_stat_statements s join pg_roles r on r.oid = s.userid"
                    + " where not r.rolsuper";

    /** Makes the server count. */
    static void enable(TestServer server) {
        try (Connection connection = server.connectAsAdministrator();
                Statement statement = connection.createStatement()) {
            statement.execute("create extension if not exists pg_stat_statements");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static StatementCounts of(TestServer server) {
        StatementCounts sum = new StatementCounts(0, 0, 0, 0);
        try (Connection connection = server.connectAsAdministrator();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(QUERY)) {
            while (rows.next()) {
                sum = sum.plus(of(rows.getString(1), rows.getLong(2)));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return sum;
    }

    private static StatementCounts of(String query, long calls) {
        String text = query.strip().toLowerCase(Locale.ROOT);
        if (text.contains("chat_session")) {
            return new StatementCounts(0, 0, calls, 0);
        }
        if (text.contains("insert into chat_message")) {
            return new StatementCounts(calls, 0, 0, 0);
        }
        boolean reads = text.contains("chat_") && text.startsWith("select") && !text.contains("for update");
        return reads ? new StatementCounts(0, calls, 0, 0) : new StatementCounts(0, 0, 0, calls);
    }

    private StatementCounts plus(StatementCounts other) {
        return new StatementCounts(
                appends + other.appends, reads + other.reads, sessions + other.sessions, others + other.others);
    }

    StatementCounts minus(StatementCounts other) {
        return new StatementCounts(
                appends - other.appends, reads - other.reads, sessions - other.sessions, others - other.others);
    }
}
