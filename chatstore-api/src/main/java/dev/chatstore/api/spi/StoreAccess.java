package dev.chatstore.api.spi;

import dev.chatstore.api.ClosedException;
import dev.chatstore.api.LimitExceededException;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.Storage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The way to all that a storage holds, as it is, past what its stores show of it: for dumps, restores and copies. Caches in
 * front are passed by on reading and are notified of what is loaded. Safe for use by several threads.
 */
public interface StoreAccess {
    /** Returns the access to a storage, or empty if it gives none, such as a decorator of the caller's own. */
    static Optional<StoreAccess> of(Storage storage) {
        return storage.chats() instanceof StoreAccess access ? Optional.of(access) : Optional.empty();
    }

    /** Returns the scheme of the store's URL, such as {@code sqlite}. */
    String kind();

    /**
     * Opens a snapshot of a part of the store.
     *
     * @throws ClosedException if the storage is closed
     * @see Backend#snapshot
     */
    StoreSnapshot snapshot(StoreScope scope);

    /**
     * Copies a database that is a file.
     *
     * @throws ClosedException if the storage is closed
     * @see Backend#copyTo
     */
    void copyTo(Path target);

    /** Returns the loader of conversations, with the limits of the storage. */
    ConversationLoader loader();

    /**
     * Loads sessions as {@link SessionBackend#load} does.
     *
     * @throws LimitExceededException if a state exceeds the configured size
     * @throws ClosedException if the storage is closed
     */
    Set<SessionId> loadSessions(List<StoredSession> sessions);

    /**
     * Deletes a session, and returns whether it existed.
     *
     * @throws ClosedException if the storage is closed
     */
    boolean deleteSession(SessionId id);
}
