package dev.chatstore.api.spi;

import dev.chatstore.api.ClosedException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.LimitExceededException;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.Storage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads and writes the whole content of a storage with its versions and times, for dumps, restores and copies. Reads do not
 * use caches; caches are notified of what is loaded. Safe for use by several threads.
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
     * Returns the identity of the store, and chooses one if it has none.
     *
     * @throws ClosedException if the storage is closed
     * @see Backend#identity
     */
    String identity();

    /**
     * Returns the identity of the store if it has one.
     *
     * @throws ClosedException if the storage is closed
     * @see Backend#findIdentity
     */
    Optional<String> findIdentity();

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
     * Returns the remover of old messages, which checks its arguments and that the storage is open.
     *
     * @throws InvalidInputException if the store cannot remove the messages of a conversation in parts
     * @see Backend#oldMessages
     */
    OldMessages oldMessages();

    /**
     * Returns the remover of what a person wrote in others' conversations.
     *
     * @throws ClosedException if the storage is closed, also by its method
     * @see Backend#messageErasure
     */
    MessageErasure messageErasure();

    /**
     * Makes what was deleted before unrecoverable from the files of the store, and returns whether that is done.
     *
     * @throws ClosedException if the storage is closed
     * @see Backend#sanitize
     */
    boolean sanitize();

    /**
     * Removes from storage what was deleted or has expired long enough ago, and returns the number of conversations and sessions.
     *
     * @throws ClosedException if the storage is closed
     * @see Backend#purge
     */
    int purge(int limit);

    /**
     * Reads a conversation to its end, and checks that the loader takes it. Asks no server.
     *
     * @throws InvalidInputException if it is not one that a store could hold
     * @throws LimitExceededException if a text, a profile or metadata exceeds the configured size
     */
    void check(ConversationSnapshot conversation);

    /**
     * Loads sessions as {@link SessionBackend#load} does.
     *
     * @throws InvalidInputException if a session is not one that a store could hold, as for {@link #check(StoredSession)}
     * @throws LimitExceededException if a state exceeds the configured size
     * @throws ClosedException if the storage is closed
     */
    Set<SessionId> loadSessions(List<StoredSession> sessions);

    /**
     * Replaces a session as {@link SessionBackend#replace} does.
     *
     * @throws InvalidInputException if the session is not one that a store could hold, as for {@link #check(StoredSession)}
     * @throws LimitExceededException if the state exceeds the configured size
     * @throws ClosedException if the storage is closed
     */
    boolean replaceSession(StoredSession read, StoredSession replacement);

    /**
     * Deletes a conversation, for an operation that is recorded as a whole, and returns whether it existed.
     *
     * @throws ClosedException if the storage is closed
     * @see dev.chatstore.api.ChatStore#delete(ConversationId)
     */
    boolean deleteConversation(ConversationId id);

    /**
     * Deletes a session of any name, and returns whether it existed.
     *
     * @throws ClosedException if the storage is closed
     */
    boolean deleteSession(SessionId id);

    /**
     * Checks that a session is one that {@link #loadSessions} takes. Asks no server.
     *
     * @throws InvalidInputException if the version is not from 1 to 2^52, the owner is not a name, the state is not JSON, or
     *     a time is out of range
     * @throws LimitExceededException if the state exceeds the configured size
     */
    void check(StoredSession session);

    /**
     * Returns the sessions of all stores, for what the library keeps for itself in the store.
     *
     * @throws ClosedException if the storage is closed
     */
    SessionBackend sessions();

    /**
     * Returns the current time by the clock by which sessions expire.
     *
     * @throws ClosedException if the storage is closed
     */
    Instant sessionTime();
}
