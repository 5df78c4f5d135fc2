package dev.chatstore.api;

import org.jspecify.annotations.Nullable;

/** What the store holds cannot be read as what it should be. Nothing was changed; trying again does not help. */
public final class CorruptDataException extends ChatStoreException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the error.
     *
     * @param message what cannot be read and why, without its text
     * @param cause what was met, or null
     */
    public CorruptDataException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
