package dev.chatstore.jdbi.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Inserts many rows by statements of many rows each. Their numbers of rows are powers of two, so that the texts are few
 * and a connection prepares each once. Large rows share a statement only as far as a server takes it.
 */
public final class MultiRowInsert implements RowInsert {
    /** MariaDB's driver keeps no statement prepared whose text has more than 8,191 characters, and MySQL's 16,384. */
    private static final int MAX_ROWS = 128;

    /** In UTF-16 units, of which each takes up to three bytes, or two if escaped: a server takes 4 MiB at least. */
    private static final long MAX_CHARACTERS = 1 << 20;

    private final @Nullable Class<? extends PreparedStatement> binding;

    /** Creates the way for statements as they come from a connection. */
    public MultiRowInsert() {
        this(null);
    }

    /**
     * Creates the way for a driver whose wrappers cost more than the driver itself: parameters are bound past them.
     *
     * @param binding the class of the driver's statements, or null
     */
    public MultiRowInsert(@Nullable Class<? extends PreparedStatement> binding) {
        this.binding = binding;
    }

    @Override
    public void run(Connection connection, String insert, @Nullable String copy, List<@Nullable Object[]> rows)
            throws SQLException {
        int from = 0;
        while (from < rows.size()) {
            int count = Integer.highestOneBit(fitting(rows, from));
            insert(connection, insert, rows.subList(from, from + count));
            from += count;
        }
    }

    /** Returns how many rows fit into a statement, at least one. */
    private static int fitting(List<@Nullable Object[]> rows, int from) {
        int most = Math.min(MAX_ROWS, rows.size() - from);
        long characters = characters(rows.get(from));
        int count = 1;
        while (count < most && (characters += characters(rows.get(from + count))) <= MAX_CHARACTERS) {
            count++;
        }
        return count;
    }

    private static long characters(@Nullable Object[] row) {
        long characters = 0;
        for (Object value : row) {
            characters += value instanceof String text ? text.length() : Long.BYTES;
        }
        return characters;
    }

    private void insert(Connection connection, String insert, List<@Nullable Object[]> rows) throws SQLException {
        String row = insert.substring(insert.lastIndexOf('('));
        try (PreparedStatement statement = connection.prepareStatement(insert + (", " + row).repeat(rows.size() - 1))) {
            PreparedStatement bound =
                    binding != null && statement.isWrapperFor(binding) ? statement.unwrap(binding) : statement;
            int parameter = 1;
            for (Object[] values : rows) {
                for (Object value : values) {
                    set(bound, parameter++, value);
                }
            }
            statement.executeUpdate();
        }
    }

    private static void set(PreparedStatement statement, int parameter, @Nullable Object value) throws SQLException {
        if (value instanceof String text) {
            statement.setString(parameter, text);
        } else if (value instanceof Long number) {
            statement.setLong(parameter, number);
        } else {
            statement.setNull(parameter, Types.NULL);
        }
    }
}
