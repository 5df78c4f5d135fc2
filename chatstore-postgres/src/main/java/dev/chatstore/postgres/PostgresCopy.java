package dev.chatstore.postgres;

import dev.chatstore.jdbi.database.MultiRowInsert;
import dev.chatstore.jdbi.database.RowInsert;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Inserts rows by {@code COPY}, or by statements of many rows through a driver or a pool that hides it. */
final class PostgresCopy implements RowInsert {
    private final RowInsert otherwise = new MultiRowInsert();

    @Override
    public void run(Connection connection, String insert, @Nullable String copy, List<@Nullable Object[]> rows)
            throws SQLException {
        if (copy == null || !connection.isWrapperFor(PGConnection.class)) {
            otherwise.run(connection, insert, copy, rows);
            return;
        }
        CopyText text = new CopyText();
        rows.forEach(text::add);
        CopyIn copying = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy);
        try {
            copying.writeToCopy(text.bytes(), 0, text.length());
            copying.endCopy();
        } finally {
            if (copying.isActive()) {
                copying.cancelCopy();
            }
        }
    }
}
