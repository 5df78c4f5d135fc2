package dev.chatstore.mysql;

import dev.chatstore.jdbi.Dialect.Failure;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells what an error of either driver means: by the server's code where it has one, which both pass on, else by the
 * SQLState. What a driver finds by itself, such as a socket that is closed or silent, has a state of class 08 and a code
 * of 0, -1 or 1220.
 */
final class MysqlFailures {
    private static final Set<String> CLOSED = Set.of(
            "com.mysql.cj.exceptions.StatementIsClosedException",
            "com.mysql.cj.exceptions.ConnectionIsClosedException");

    private MysqlFailures() {}

    static Failure classify(SQLException error) {
        if (error instanceof BatchUpdateException && error.getCause() instanceof SQLException reason) {
            return classify(reason);
        }
        return switch (error.getErrorCode()) {
            // A row changed since it was first read, a lock waited for in vain, a deadlock, a conflict in a cluster.
            case 1020, 1205, 1213, 3101 -> Failure.RETRY;
            // Too many connections, of all or of this user.
            case 1040, 1203, 1226 -> Failure.RETRY;
            // Somebody or a time limit ended the statement, or the server lets nobody in for now.
            case 1317, 1969, 3024, 3032 -> Failure.RETRY;
            // The commit itself failed, or the server is going or has ended the connection.
            case 1053, 1180, 1927, 2006, 2013, 3169, 4031 -> Failure.LOST;
            // Full, by the words of the system, the storage engine or the server.
            case 1021, 1026, 1030, 1114, 3019, 3675 -> Failure.REFUSED;
            // Read-only: the server, the transaction, the storage engine.
            case 1290, 1792, 1836, 1874, 1881 -> Failure.REFUSED;
            case 1062, 1586 -> Failure.TAKEN;
            // A file, a table, an index or a whole tablespace.
            case 126, 127, 144, 145, 1034, 1035, 1194, 1195, 1712, 1812, 1817, 1877, 1932 -> Failure.CORRUPT;
            // Larger than max_allowed_packet: told as a lost connection, and as large the next time.
            case 1153 -> Failure.OTHER;
            // MariaDB's driver says so of a connection that it has closed itself; a server's 42000 has a code.
            case -1 -> "42000".equals(error.getSQLState()) ? Failure.LOST : byCause(error);
            default -> byCause(error);
        };
    }

    private static Failure byCause(SQLException error) {
        if (isClosed(error.getCause())) {
            return Failure.LOST;
        }
        return isTooLarge(error.getCause()) ? Failure.OTHER : byState(error.getSQLState());
    }

    /** Returns whether Connector/J met what it had closed itself with the connection, as it does after a cut batch. */
    private static boolean isClosed(@Nullable Throwable cause) {
        return cause != null && CLOSED.contains(cause.getClass().getName());
    }

    /** Returns whether MariaDB's driver found a statement larger than the server takes; only the cause tells. */
    private static boolean isTooLarge(@Nullable Throwable cause) {
        return cause != null && cause.getClass().getName().equals("org.mariadb.jdbc.export.MaxAllowedPacketException");
    }

    private static Failure byState(@Nullable String state) {
        if (state == null) {
            return Failure.OTHER;
        }
        if (state.startsWith("08")) {
            return Failure.LOST;
        }
        return state.startsWith("40") ? Failure.RETRY : Failure.OTHER;
    }
}
