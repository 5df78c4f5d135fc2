package dev.chatstore.postgres;

import dev.chatstore.jdbi.database.Failure;
import java.sql.SQLException;

/** Classifies errors of the driver and the server by their SQLState. */
final class PostgresFailures {
    private PostgresFailures() {}

    static Failure classify(SQLException error) {
        String state = error.getSQLState();
        if (state == null) {
            return Failure.OTHER;
        }
        return switch (state) {
            // Serialization failure, deadlock, lock timeout, cancelled statement.
            case "40001", "40P01", "55P03", "57014" -> Failure.BUSY;
            case "53300" -> Failure.TOO_MANY_CONNECTIONS;
            // The connection was ended by the server or an administrator, or the server starts or stops.
            case "57P01", "57P02", "57P03", "57P05", "25P03", "25P04" -> Failure.UNREACHABLE;
            case "25006" -> Failure.READ_ONLY;
            // Disk full, out of memory, a limit of the configuration, an I/O error.
            case "53100", "53200", "53400", "58030" -> Failure.FULL;
            // A unique key, a check.
            case "23505", "23514" -> Failure.CONSTRAINT;
            // The driver's own: the server has no TLS, the driver lacks the way of login, or no password is set.
            case "08004" -> Failure.HANDSHAKE_REFUSED;
            case "3D000" -> Failure.DATABASE_MISSING;
            // A table, a column, a schema, or no schema in the search path.
            case "42P01", "42703", "3F000" -> Failure.TABLE_MISSING;
            case "42501" -> Failure.PERMISSION_DENIED;
            case "XX001", "XX002" -> Failure.CORRUPT;
            default -> byClass(state);
        };
    }

    private static Failure byClass(String state) {
        if (state.startsWith("08")) {
            return Failure.UNREACHABLE;
        }
        return state.startsWith("28") ? Failure.LOGIN_REFUSED : Failure.OTHER;
    }
}
