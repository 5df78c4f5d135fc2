package dev.chatstore.sqlite;

import dev.chatstore.jdbi.Dialect.Failure;
import java.sql.SQLException;

/** Tells what an error of the driver means, by SQLite's primary result code. */
final class SqliteFailures {
    private static final int PERMISSION = 3;
    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int READ_ONLY = 8;
    private static final int IO_ERROR = 10;
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    private static final int CANNOT_OPEN = 14;
    private static final int CONSTRAINT = 19;
    private static final int NOT_A_DATABASE = 26;

    private SqliteFailures() {}

    static Failure classify(SQLException error) {
        String state = error.getSQLState();
        if (state != null && state.startsWith("08")) {
            return Failure.LOST;
        }
        return switch (error.getErrorCode() & 0xff) {
            case BUSY, LOCKED -> Failure.RETRY;
            // After an I/O error in a commit nobody knows what is on disk.
            case IO_ERROR, CANNOT_OPEN -> Failure.LOST;
            case READ_ONLY, FULL, PERMISSION -> Failure.REFUSED;
            case CONSTRAINT -> Failure.TAKEN;
            case CORRUPT, NOT_A_DATABASE -> Failure.CORRUPT;
            default -> Failure.OTHER;
        };
    }
}
