package dev.chatstore.postgres;

import dev.chatstore.jdbi.Dialect.Failure;
import java.sql.SQLException;

/** Tells what an error of the driver or the server means, by its SQLState. */
final class PostgresFailures {
    private PostgresFailures() {}

    static Failure classify(SQLException error) {
        String state = error.getSQLState();
        if (state == null) {
            return Failure.OTHER;
        }
        return switch (state) {
            // Serialization failure, deadlock, lock not available, statement cancelled, too many connections.
            case "40001", "40P01", "55P03", "57014", "53300" -> Failure.RETRY;
            // The server or an administrator ended the connection, or the server starts or stops.
            case "57P01", "57P02", "57P03", "57P05", "25P03", "25P04" -> Failure.LOST;
            // Read-only, disk full, out of memory, a limit of the server, an I/O error.
            case "25006", "53100", "53200", "53400", "58030" -> Failure.REFUSED;
            // A unique key, a check.
            case "23505", "23514" -> Failure.TAKEN;
            case "XX001", "XX002" -> Failure.CORRUPT;
            default -> state.startsWith("08") ? Failure.LOST : Failure.OTHER;
        };
    }
}
