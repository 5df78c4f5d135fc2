package dev.chatstore.jdbi.sql;

import dev.chatstore.api.ChatStoreException;

/** A row violates a constraint of its table. The engine catches it and finds out which append is the cause. */
public final class ConstraintException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ChatStoreException reason;

    ConstraintException(ChatStoreException reason) {
        super(reason);
        this.reason = reason;
    }

    /** Returns the exception for the caller if no cause is found. */
    public ChatStoreException reason() {
        return reason;
    }
}
