package dev.chatstore.sqlite;

import dev.chatstore.jdbi.database.Failure;
import java.sql.SQLException;

/** Classifies errors of the driver by SQLite's primary result code. */
final class SqliteFailures {
    /** SQLITE_READONLY_DBMOVED, which SQLite itself reports in some modes only. */
    static final int MOVED = 1_032;

    private static final int PERMISSION = 3;
    private static final int BUSY = 5;

    /** Processes that open a log at the same time may not agree on its locks. */
    private static final int PROTOCOL = 15;

    private static final int LOCKED = 6;
    private static final int READ_ONLY = 8;
    private static final int IO_ERROR = 10;
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    static final int CANNOT_OPEN = 14;
    private static final int CONSTRAINT = 19;
    private static final int NOT_A_DATABASE = 26;

    private SqliteFailures() {}

    static Failure classify(SQLException error) {
        String state = error.getSQLState();
        if (state != null && state.startsWith("08")) {
            return Failure.IO_ERROR;
        }
        if (error.getErrorCode() == MOVED) {
            return Failure.MOVED;
        }
        return switch (error.getErrorCode() & 0xff) {
            case BUSY, LOCKED, PROTOCOL -> Failure.BUSY;
            // After an I/O error in a commit it is unknown what is on the disk.
            case IO_ERROR, CANNOT_OPEN -> Failure.IO_ERROR;
            case READ_ONLY, PERMISSION -> Failure.READ_ONLY;
            case FULL -> Failure.FULL;
            case CONSTRAINT -> Failure.CONSTRAINT;
            case CORRUPT, NOT_A_DATABASE -> Failure.CORRUPT;
            default -> Failure.OTHER;
        };
    }
}
