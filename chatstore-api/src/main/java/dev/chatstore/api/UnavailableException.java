package dev.chatstore.api;

import org.jspecify.annotations.Nullable;

/**
 * The store cannot be reached, did not answer in time, or refused to work. {@link #outcomeUnknown()} tells whether a
 * write may have been made: the messages of an append are stored all or none, and sending them again with the same ids
 * settles it.
 */
public final class UnavailableException extends ChatStoreException {
    private static final long serialVersionUID = 1L;

    private final boolean retryable;
    private final boolean outcomeUnknown;

    private UnavailableException(
            @Nullable String message, boolean retryable, boolean outcomeUnknown, @Nullable Throwable cause) {
        super(message, cause);
        this.retryable = retryable;
        this.outcomeUnknown = outcomeUnknown;
    }

    /**
     * Returns the exception for a call that certainly changed nothing: a read, or a write that was not sent, not begun or
     * rolled back.
     *
     * @param message what is unavailable, why, and what to do
     * @param retryable whether the same call may succeed later without anyone changing anything
     * @param cause the cause, or null
     */
    public static UnavailableException notDone(String message, boolean retryable, @Nullable Throwable cause) {
        return new UnavailableException(message, retryable, false, cause);
    }

    /**
     * Returns the exception for a write that may have been made although its reply was lost.
     *
     * @param message what is unavailable, why, and what to do
     * @param retryable whether the same call may succeed later without anyone changing anything
     * @param cause the cause, or null
     */
    public static UnavailableException maybeDone(String message, boolean retryable, @Nullable Throwable cause) {
        return new UnavailableException(message, retryable, true, cause);
    }

    /** Returns whether the same call may succeed later without anyone changing anything. */
    public boolean retryable() {
        return retryable;
    }

    /** Returns whether the write may have been made. If not, nothing was changed. */
    public boolean outcomeUnknown() {
        return outcomeUnknown;
    }

    @Override
    public UnavailableException copy() {
        return new UnavailableException(getMessage(), retryable, outcomeUnknown, this);
    }
}
