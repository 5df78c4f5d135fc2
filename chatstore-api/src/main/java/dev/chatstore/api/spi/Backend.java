package dev.chatstore.api.spi;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.UnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An open backend: the durable store, which alone decides. Its stores may assume that sizes and arguments were checked and
 * that the storage is open.
 */
public interface Backend extends AutoCloseable {
    /**
     * How long a backend keeps the key and the version of what was deleted. What is created in its place continues from
     * that version, so that a writer or a cache that saw the old one does not mistake the new one for it.
     */
    Duration REMEMBERED = Duration.ofHours(1);

    /** Returns the store of conversations, always the same one. */
    ChatStore chats();

    /** Returns the store of sessions, always the same one. */
    SessionBackend sessions();

    /** Returns the loader of whole conversations, always the same one. */
    ConversationLoader loader();

    /**
     * Returns the remover of old messages, always the same one.
     *
     * @throws InvalidInputException if the backend cannot remove the messages of a conversation in parts
     */
    default OldMessages oldMessages() {
        throw new InvalidInputException("storage", "cannot remove the oldest messages of a conversation", 0);
    }

    /**
     * Returns the remover of what a person wrote in others' conversations, always the same one.
     *
     * @throws InvalidInputException if the backend cannot remove the author of a message
     */
    default MessageErasure messageErasure() {
        throw new InvalidInputException("storage", "cannot remove the author of a message", 0);
    }

    /**
     * Returns the index of the archive, always the same one, or empty if the backend cannot move messages into segments. What
     * the backend itself reads and edits are then the messages outside of segments.
     */
    default Optional<SegmentStore> segments() {
        return Optional.empty();
    }

    /** Returns the reader of what the store holds, in numbers. By default it lists conversations and reads messages. */
    default ContentReader contents() {
        return ContentReader.reading(chats(), sessions());
    }

    /**
     * Opens a snapshot of a part of the store, which reads the durable data alone.
     *
     * <p>A database shows {@linkplain StoreSnapshot.Consistency#POINT_IN_TIME one moment}: the snapshot is one transaction that
     * only reads, on a connection of its own next to the pools, so that a pool of one connection serves its readers
     * meanwhile. Writers do not wait for it. While it is open, PostgreSQL cannot remove dead rows of any table of the
     * database, MySQL and MariaDB keep the undo log, and SQLite's write-ahead log grows with each commit: read a
     * snapshot at once, and close it. On the caller's own connections it takes one of these. In memory it is a copy. Redis
     * shows {@linkplain StoreSnapshot.Consistency#PER_CONVERSATION each conversation by itself}; a snapshot of
     * all tenants of a Redis Cluster may miss a tenant whose slot moves to another node while it is opened.
     *
     * @throws UnavailableException if the store is out of reach
     */
    StoreSnapshot snapshot(StoreScope scope);

    /**
     * Copies a database that is a file, while others read and write it, into another file, which is complete and on the disk
     * when this returns. The copy shows one moment, between the call and its return. The backend opens it as its own.
     *
     * @param target an empty file
     * @throws InvalidInputException if the store is not a file
     * @throws UnavailableException if the file cannot be read or the copy cannot be written. It may then be incomplete
     */
    default void copyTo(Path target) {
        throw new InvalidInputException(
                "storage", "is not a database in a file, and cannot be copied as one: write a dump", 0);
    }

    /**
     * Returns the identity of the store: 1 to 32 of the characters {@code a-z} and {@code 0-9}, chosen at random when the
     * store's data began, and the same for every process that opens it. It is a part of the keys and channels of a shared
     * cache, so that two stores with one cache never meet. A copy of the data has the same identity.
     *
     * <p>Cost: one statement at most, and three on the first call for a new store.
     */
    String identity();

    /**
     * Returns the identity of the store if one was chosen before, and chooses none: a store that is only read stays as it is.
     *
     * <p>Cost: one statement at most.
     */
    default Optional<String> findIdentity() {
        return Optional.of(identity());
    }

    /**
     * Removes from storage what was deleted or has expired longer ago than it is {@linkplain #REMEMBERED remembered}, and
     * returns the number of conversations and sessions removed. Also completes deletes that were interrupted.
     *
     * @param limit the maximum number of conversations, and of sessions
     */
    int purge(int limit);

    /**
     * Makes what was deleted before unrecoverable from the files of the store, and returns whether that is done. On SQLite it
     * empties the write-ahead log into the database, in which deleted content is overwritten. It waits for a bounded time for
     * reads that need the log, and returns false if they go on. A server keeps its files itself: nothing is done, and the
     * result is false.
     *
     * @throws UnavailableException if the store is out of reach
     */
    default boolean sanitize() {
        return false;
    }

    /** Returns the current use of the backend's own connection pools, without asking a server. */
    default List<PoolUse> pools() {
        return List.of();
    }

    /** Closes what the backend opened, and nothing else. Closing again has no effect. */
    @Override
    void close();
}
