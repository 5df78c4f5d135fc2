package dev.chatstore.api;

/** The store was closed. Nothing was changed. */
public final class ClosedException extends ChatStoreException {
    private static final long serialVersionUID = 1L;

    /** Makes the error of a closed store. */
    public ClosedException() {
        super("the store is closed", null);
    }
}
