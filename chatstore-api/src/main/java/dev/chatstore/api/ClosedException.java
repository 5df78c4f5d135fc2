package dev.chatstore.api;

import org.jspecify.annotations.Nullable;

/** The storage is closed. Nothing was changed. */
public final class ClosedException extends ChatStoreException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception. */
    public ClosedException() {
        this(null);
    }

    private ClosedException(@Nullable Throwable cause) {
        super("the storage is closed", cause);
    }

    @Override
    public ClosedException copy() {
        return new ClosedException(this);
    }
}
