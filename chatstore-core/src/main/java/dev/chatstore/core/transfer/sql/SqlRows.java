package dev.chatstore.core.transfer.sql;

import dev.chatstore.core.transfer.source.Refused;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of a query, of which one is in memory. */
final class SqlRows implements AutoCloseable {
    private static final int FETCH = 500;

    private final PreparedStatement statement;
    private final ResultSet results;
    private final ResultSetMetaData columns;
    private long number;
    private boolean ended;
    private @Nullable String conversation;

    /** Runs a query, whose parameter is the value if there is one. */
    SqlRows(Connection connection, String sql, @Nullable Object parameter) throws SQLException {
        statement = connection.prepareStatement(sql);
        try {
            statement.setFetchSize(FETCH);
            if (parameter != null) {
                statement.setObject(1, parameter);
            }
            results = statement.executeQuery();
            columns = results.getMetaData();
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    /** Moves to the next row, and returns whether there is one. */
    boolean next() throws SQLException {
        ended = ended || !results.next();
        number++;
        conversation = ended ? null : readConversation();
        return !ended;
    }

    private @Nullable String readConversation() throws SQLException {
        try {
            Object value = value(1);
            return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : text(value);
        } catch (Refused e) {
            return null;
        }
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : String.valueOf(value);
    }

    boolean isEnded() {
        return ended;
    }

    /** Returns the number of the row, from 1. */
    long number() {
        return number;
    }

    /** Returns the conversation of the row, or null if it names none. */
    @Nullable String conversation() {
        return conversation;
    }

    /** Returns what the database has for the conversation of the row. */
    @Nullable Object key() throws SQLException {
        return results.getObject(1);
    }

    /** Returns the values by their columns' names in lower case, as plain Java values; bytes that are no UTF-8 as bytes. */
    Map<String, @Nullable Object> values() throws SQLException, Refused {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            values.put(columns.getColumnLabel(i).toLowerCase(Locale.ROOT), value(i));
        }
        return values;
    }

    private @Nullable Object value(int column) throws SQLException, Refused {
        String label = columns.getColumnLabel(column);
        try {
            return SqlValue.of(results, column);
        } catch (SQLException e) {
            // A connection that is lost is noticed by the next row. Not passed on: the message may quote the value.
            throw new Refused("has a value that the driver of the database cannot read, in the column " + label);
        }
    }

    @Override
    public void close() throws SQLException {
        try (statement) {
            results.close();
        }
    }
}
