package dev.chatstore.jdbi.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A way to insert many rows into a table. Implementations are safe for use by several threads. */
public interface RowInsert {
    /**
     * Inserts rows.
     *
     * @param insert the statement that inserts one row, which ends with its parameters in parentheses
     * @param copy the statement that copies rows, or null if the dialect has none
     * @param rows the values of each row in the order of the parameters: texts, longs or null
     */
    void run(Connection connection, String insert, @Nullable String copy, List<@Nullable Object[]> rows)
            throws SQLException;
}
