package dev.chatstore.api;

import org.jspecify.annotations.Nullable;

/**
 * What every store throws, one type for each state met. Its message names ids, limits and lengths, never what a user
 * wrote.
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

    ChatStoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
