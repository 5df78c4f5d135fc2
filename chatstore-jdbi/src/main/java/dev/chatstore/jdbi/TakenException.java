package dev.chatstore.jdbi;

import dev.chatstore.api.ChatStoreException;

/** A row breaks a rule of its table. It never leaves the engine, which looks for what is in its way. */
final class TakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ChatStoreException reason;

    TakenException(ChatStoreException reason) {
        super(reason);
        this.reason = reason;
    }

    /** Returns what a caller is told if nothing was found in its way. */
    ChatStoreException reason() {
        return reason;
    }
}
