package dev.chatstore.postgres;

import dev.chatstore.jdbi.database.MultiRowInsert;
import dev.chatstore.jdbi.database.RowInsert;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.util.PSQLException;

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
        try {
            copy(connection.unwrap(PGConnection.class), copy, text);
        } catch (SQLException | RuntimeException | Error e) {
            if (!isOfServer(e)) {
                abort(connection, e);
            }
            throw e;
        }
    }

    private static void copy(PGConnection connection, String copy, CopyText text) throws SQLException {
        CopyIn copying = connection.getCopyAPI().copyIn(copy);
        copying.writeToCopy(text.bytes(), 0, text.length());
        copying.endCopy();
    }

    /** Returns whether the server has answered with an error, so that nothing else is on its way. */
    private static boolean isOfServer(Throwable e) {
        return e instanceof PSQLException error && error.getServerErrorMessage() != null;
    }

    /** The driver does not close a connection whose copy got no answer, and would take a late one for that of the next statement. */
    private static void abort(Connection connection, Throwable reason) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }
}
