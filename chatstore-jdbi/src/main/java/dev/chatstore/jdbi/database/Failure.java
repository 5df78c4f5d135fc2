package dev.chatstore.jdbi.database;

/** What an error of a driver means for the work that met it. */
public enum Failure {
    /**
     * Rolled back by a deadlock, a lock timeout or a cancelled statement. The same work may succeed when it is retried.
     */
    BUSY,
    /** The server accepts no more connections. The same work may succeed when it is retried. */
    TOO_MANY_CONNECTIONS,
    /** The server cannot be reached or the connection was lost. A commit that was being sent may have taken effect. */
    UNREACHABLE,
    /** The file of the database cannot be read or written. A commit that was being written may have taken effect. */
    IO_ERROR,
    /** The file of the database is not the one that was opened: it was deleted, moved or replaced since. */
    MOVED,
    /** The database is read-only. */
    READ_ONLY,
    /** The disk, the memory or a limit of the database is exhausted. */
    FULL,
    /** A row violates a constraint of its table, such as a unique key. Nothing was written. */
    CONSTRAINT,
    /** A row is not as the statement was told, since another transaction has changed it. Nothing was written. */
    OUTDATED,
    /** The user or the password is wrong, or the user may not connect. */
    LOGIN_REFUSED,
    /**
     * The client and the server do not agree on how to connect. The server has no TLS although it is required, its
     * certificate is not trusted or names another host, or it has no way of login that the client accepts. Nothing was sent.
     */
    HANDSHAKE_REFUSED,
    /** The database that the URL names does not exist. */
    DATABASE_MISSING,
    /** A table, a column or the schema that holds them does not exist. */
    TABLE_MISSING,
    /** The user lacks a privilege. */
    PERMISSION_DENIED,
    /** The stored data is damaged. */
    CORRUPT,
    /** Anything else. */
    OTHER;

    /** Returns whether other users of the database are the cause, and the work was rolled back. */
    public boolean isContention() {
        return this == BUSY || this == TOO_MANY_CONNECTIONS;
    }

    /** Returns whether it concerns all work of its kind, whatever the work is. */
    public boolean isOutage() {
        return switch (this) {
            case TOO_MANY_CONNECTIONS,
                    UNREACHABLE,
                    IO_ERROR,
                    MOVED,
                    READ_ONLY,
                    FULL,
                    LOGIN_REFUSED,
                    HANDSHAKE_REFUSED,
                    DATABASE_MISSING -> true;
            case BUSY, CONSTRAINT, OUTDATED, TABLE_MISSING, PERMISSION_DENIED, CORRUPT, OTHER -> false;
        };
    }

    /** Returns whether the outcome of a commit that was being sent is unknown. */
    public boolean isLost() {
        return this == UNREACHABLE || this == IO_ERROR;
    }

    /** Returns whether the same call may succeed later without any change to it or to the configuration. */
    public boolean isRetryable() {
        return isContention() || isLost() || this == READ_ONLY || this == FULL;
    }
}
