package dev.chatstore.api;

import org.jspecify.annotations.Nullable;

/**
 * The store cannot be reached, or did not answer in time. After a write the outcome may be unknown: the messages of an
 * append are there or not, never in part, and sending them again with the same ids settles it.
 */
public final class UnavailableException extends ChatStoreException {
    private static final long serialVersionUID = 1L;

    private final boolean retryable;

    /**
     * Makes the error.
     *
     * @param message what cannot be reached and why
     * @param retryable whether the same call may succeed later without anyone changing anything
     * @param cause what was met, or null
     */
    public UnavailableException(String message, boolean retryable, @Nullable Throwable cause) {
        super(message, cause);
        this.retryable = retryable;
    }

    /** Returns whether the same call may succeed later without anyone changing anything. */
    public boolean retryable() {
        return retryable;
    }
}
