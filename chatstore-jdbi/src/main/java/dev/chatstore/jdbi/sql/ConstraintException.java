package dev.chatstore.jdbi.sql;

import dev.chatstore.api.ChatStoreException;

/** A row violates a constraint of its table. The engine catches it and finds out which append is the cause. */
public final class ConstraintException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ChatStoreException reason;

    private final boolean outdated;

    ConstraintException(ChatStoreException reason, boolean outdated) {
        super(reason);
        this.reason = reason;
        this.outdated = outdated;
    }

    /** Returns whether a row was not as the statement was told, and no constraint of a table was violated. */
    public boolean isOutdated() {
        return outdated;
    }

    /** Returns the exception for the caller if no cause is found. */
    public ChatStoreException reason() {
        return reason;
    }
}
