package dev.chatstore.mysql;

import dev.chatstore.jdbi.database.Failure;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Classifies errors of either driver: by the server's code if there is one, which both drivers pass on, else by the
 * SQLState. An error that a driver finds by itself, such as a closed or silent socket, has a state of class 08 and the
 * code 0, -1 or 1220.
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
            // A row changed since it was read, a lock timeout, a deadlock, a conflict in a cluster.
            case 1020, 1205, 1213, 3101 -> Failure.BUSY;
            // Of all users, or of this one.
            case 1040, 1203, 1226 -> Failure.TOO_MANY_CONNECTIONS;
            // The statement was killed or timed out, or the server is in offline mode.
            case 1317, 1969, 3024, 3032 -> Failure.BUSY;
            // The commit itself failed, or the server shuts down or has ended the connection.
            case 1053, 1180, 1927, 2006, 2013, 3169, 4031 -> Failure.UNREACHABLE;
            // Reported by the system, the storage engine or the server.
            case 1021, 1026, 1030, 1114, 3019, 3675 -> Failure.FULL;
            // The server, the transaction, the storage engine.
            case 1290, 1792, 1836, 1874, 1881 -> Failure.READ_ONLY;
            case 1062, 1586 -> Failure.CONSTRAINT;
            // A number out of range, which only the packet of an append provokes.
            case 1690 -> Failure.OUTDATED;
            // A wrong or expired password, a host that may not connect, an account without a password or locked.
            case 1045, 1130, 1698, 1820, 1862, 3118, 4151 -> Failure.LOGIN_REFUSED;
            // An old way of login, a connection without TLS where the server requires it.
            case 1251, 3159 -> Failure.HANDSHAKE_REFUSED;
            case 1049 -> Failure.DATABASE_MISSING;
            // A table, a column.
            case 1054, 1146 -> Failure.TABLE_MISSING;
            // On the database, a table, a column, the server.
            case 1044, 1142, 1143, 1227 -> Failure.PERMISSION_DENIED;
            // A file, a table, an index or a whole tablespace.
            case 126, 127, 144, 145, 1034, 1035, 1194, 1195, 1712, 1812, 1817, 1877, 1932 -> Failure.CORRUPT;
            // Larger than max_allowed_packet: reported as a lost connection, but a retry would be as large.
            case 1153 -> Failure.OTHER;
            // A connection that MariaDB's driver has closed itself; an error 42000 of the server has a code.
            case -1 -> "42000".equals(error.getSQLState()) ? Failure.UNREACHABLE : byCause(error);
            default -> byCause(error);
        };
    }

    private static Failure byCause(SQLException error) {
        if (isClosed(error.getCause())) {
            return Failure.UNREACHABLE;
        }
        if (isRefusal(error.getCause())) {
            return Failure.HANDSHAKE_REFUSED;
        }
        return isTooLarge(error.getCause()) ? Failure.OTHER : byState(error.getSQLState());
    }

    /**
     * Returns whether Connector/J used an object that it had closed with the connection, as after an interrupted batch.
     */
    private static boolean isClosed(@Nullable Throwable cause) {
        return cause != null && CLOSED.contains(cause.getClass().getName());
    }

    /** Returns whether Connector/J reached the server and gave up: it has no TLS, or sends a key that is not trusted. */
    private static boolean isRefusal(@Nullable Throwable cause) {
        return cause != null && cause.getClass().getName().equals("com.mysql.cj.exceptions.UnableToConnectException");
    }

    /**
     * Returns whether MariaDB's driver refused a statement larger than the server accepts, which only the cause shows.
     */
    private static boolean isTooLarge(@Nullable Throwable cause) {
        return cause != null && cause.getClass().getName().equals("org.mariadb.jdbc.export.MaxAllowedPacketException");
    }

    private static Failure byState(@Nullable String state) {
        if (state == null) {
            return Failure.OTHER;
        }
        if (state.equals("08004")) {
            return Failure.HANDSHAKE_REFUSED;
        }
        if (state.startsWith("08")) {
            return Failure.UNREACHABLE;
        }
        if (state.startsWith("28")) {
            return Failure.LOGIN_REFUSED;
        }
        return state.startsWith("40") ? Failure.BUSY : Failure.OTHER;
    }
}
