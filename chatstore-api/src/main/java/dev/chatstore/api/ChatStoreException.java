package dev.chatstore.api;

import org.jspecify.annotations.Nullable;

/**
 * The base of all exceptions that stores throw, one type for each condition. A message contains ids, limits, versions and
 * lengths, never a text, metadata, title, prompt or state that a user wrote. Every part of an exception survives
 * serialization.
 */
public abstract sealed class ChatStoreException extends RuntimeException
        permits ClosedException,
                ConflictException,
                CorruptDataException,
                DuplicateMessageException,
                InvalidInputException,
                LimitExceededException,
                UnavailableException {
    private static final long serialVersionUID = 1L;

    ChatStoreException(@Nullable String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * Returns an exception of the same type and content, with the calling thread's stack trace and this exception as its
     * cause. Use it where one failure concerns several threads: an exception object belongs to one thread.
     */
    public abstract ChatStoreException copy();
}
