package dev.chatstore.jdbi.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The statements of a transaction with its begin and its commit, sent in one round trip. The server executes them in
 * order and stops at the first that fails, so that the commit is not executed. All texts are those of files; what users
 * wrote is in parameters. Not safe for use by several threads.
 */
public final class Packet {
    /** Begins with a hint for MariaDB's driver: servers prepare one statement at a time. */
    private static final String BEGIN = "/*client prepare*/start transaction";

    private static final String NEXT = ";\n";

    /** A server may be set up to begin another transaction, which the driver would not know of. */
    private static final String COMMIT = "commit and no chain no release";

    private static final String ROLLBACK = "rollback and no chain no release";

    /** The SQLState of a lost connection. */
    private static final String LOST = "08S01";

    /** The length of a number, roughly. */
    private static final int DIGITS = 20;

    private final Statements statements;
    private final StringBuilder text = new StringBuilder(BEGIN);
    private final List<@Nullable Object> values = new ArrayList<>();

    /** The begin and the commit. */
    private int statementCount = 2;

    Packet(Statements statements) {
        this.statements = statements;
    }

    /** Adds a statement for rows; nothing without rows. */
    public <R> Packet add(Sql sql, List<R> rows, BiConsumer<R, ColumnWriter> writer) {
        if (!rows.isEmpty()) {
            statementCount++;
            text.append(NEXT);
            statements.template(sql).write(rows, writer, text, values);
        }
        return this;
    }

    /** Returns the number of characters, roughly. */
    public long length() {
        long length = text.length();
        for (Object value : values) {
            length += value instanceof String string ? string.length() : DIGITS;
        }
        return length;
    }

    /** Sends the packet. If a statement fails, the transaction is rolled back. */
    void send(Connection connection) throws SQLException {
        try (PreparedStatement packet = direct(connection).prepareStatement(text + NEXT + COMMIT)) {
            for (int i = 0; i < values.size(); i++) {
                set(packet, i + 1, values.get(i));
            }
            if (replies(packet) != statementCount) {
                throw new SQLException("not every statement of a packet was answered", LOST);
            }
        } catch (SQLException | RuntimeException | Error e) {
            rollBack(connection, e);
            throw e;
        }
    }

    private static int replies(PreparedStatement packet) throws SQLException {
        int replies = 0;
        for (boolean rows = packet.execute(); rows || packet.getUpdateCount() >= 0; rows = packet.getMoreResults()) {
            replies++;
        }
        return replies;
    }

    /**
     * Returns the connection below that of a pool that begins transactions by itself: after a statement it would roll back
     * the transaction that the packet has ended, which is a round trip.
     */
    private static Connection direct(Connection connection) throws SQLException {
        return connection.getAutoCommit() || !connection.isWrapperFor(Connection.class)
                ? connection
                : connection.unwrap(Connection.class);
    }

    private static void set(PreparedStatement packet, int position, @Nullable Object value) throws SQLException {
        if (value instanceof String string) {
            packet.setString(position, string);
        } else if (value instanceof Long number) {
            packet.setLong(position, number);
        } else {
            packet.setNull(position, Types.VARCHAR);
        }
    }

    /**
     * Ends what the packet has begun, or else the connection. In autocommit mode drivers refuse the method of the
     * connection.
     */
    private static void rollBack(Connection connection, Throwable reason) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(ROLLBACK);
        } catch (SQLException failed) {
            reason.addSuppressed(failed);
            abort(connection, reason);
        }
    }

    private static void abort(Connection connection, Throwable reason) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException failed) {
            reason.addSuppressed(failed);
        }
    }
}
