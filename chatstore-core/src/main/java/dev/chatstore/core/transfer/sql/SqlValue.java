package dev.chatstore.core.transfer.sql;

import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.StrictUtf8;
import java.math.BigDecimal;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.Temporal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads values of a database as plain Java values. */
final class SqlValue {
    private static final long MAX_LARGE = 64L << 20;

    private SqlValue() {}

    /**
     * Returns the value of a column. A time is a text in the form of ISO 8601, with a zone if its column has one: times without are
     * not moved by the zone of this JVM. Bytes are a text if they are UTF-8. What is of no type known here is the text that the
     * database makes of it.
     */
    static @Nullable Object of(ResultSet row, int column) throws SQLException, Refused {
        Object value = row.getObject(column);
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return Double.isFinite(number) ? BigDecimal.valueOf(number) : null;
        }
        if (value == null || value instanceof Number || value instanceof Boolean || value instanceof String) {
            return value;
        }
        if (value instanceof Temporal || value instanceof Timestamp || value instanceof Date) {
            return time(value, row, column);
        }
        if (value instanceof Clob clob) {
            return clob.getSubString(1, checked(clob.length()));
        }
        if (value instanceof Blob blob) {
            return text(blob.getBytes(1, checked(blob.length())));
        }
        return value instanceof byte[] bytes ? text(bytes) : row.getString(column);
    }

    private static @Nullable Object time(Object value, ResultSet row, int column) throws SQLException {
        if (value instanceof Date) {
            return String.valueOf(row.getObject(column, LocalDate.class));
        }
        if (value instanceof OffsetDateTime || isInstant(row.getMetaData(), column)) {
            OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
            return time.toInstant().toString();
        }
        return value instanceof Timestamp
                ? String.valueOf(row.getObject(column, LocalDateTime.class))
                : String.valueOf(value);
    }

    private static boolean isInstant(ResultSetMetaData columns, int column) throws SQLException {
        String type = columns.getColumnTypeName(column).toLowerCase(Locale.ROOT);
        return columns.getColumnType(column) == Types.TIMESTAMP_WITH_TIMEZONE
                || type.equals("timestamptz")
                || type.contains("with time zone")
                || type.contains("local time zone");
    }

    private static int checked(long length) throws Refused {
        if (length > MAX_LARGE) {
            throw new Refused(
                    "has a value of " + length + " characters, more than the " + MAX_LARGE + " that are read");
        }
        return (int) length;
    }

    private static Object text(byte[] bytes) {
        String text = StrictUtf8.text(bytes);
        return text == null ? bytes : text;
    }
}
