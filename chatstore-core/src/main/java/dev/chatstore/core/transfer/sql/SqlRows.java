package dev.chatstore.core.transfer.sql;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of a query, of which one is in memory. */
final class SqlRows implements AutoCloseable {
    private static final int FETCH = 500;

    private final PreparedStatement statement;
    private final ResultSet results;
    private long number;
    private boolean ended;

    SqlRows(Connection connection, String sql) throws SQLException {
        statement = connection.prepareStatement(sql);
        statement.setFetchSize(FETCH);
        results = statement.executeQuery();
    }

    /** Moves to the next row, and returns whether there is one. */
    boolean next() throws SQLException {
        ended = ended || !results.next();
        number++;
        return !ended;
    }

    boolean isEnded() {
        return ended;
    }

    /** Returns the number of the row, from 1. */
    long number() {
        return number;
    }

    String conversation() throws SQLException {
        return String.valueOf(results.getString("conversation"));
    }

    /** Returns the values by their columns' names in lower case, as plain Java values. */
    Map<String, @Nullable Object> values() throws SQLException {
        ResultSetMetaData columns = results.getMetaData();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            values.put(columns.getColumnLabel(i).toLowerCase(Locale.ROOT), plain(results.getObject(i)));
        }
        return values;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return Double.isFinite(number) ? BigDecimal.valueOf(number) : null;
        }
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Timestamp time) {
            return time.toLocalDateTime().toString();
        }
        return value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : value.toString();
    }

    @Override
    public void close() throws SQLException {
        try (statement) {
            results.close();
        }
    }
}
