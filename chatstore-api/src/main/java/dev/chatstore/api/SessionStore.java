package dev.chatstore.api;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Keeps typed state between messages: one session for each key, changed under compare-and-set.
 *
 * <p>A store has a name, which is part of each session's key: sessions of two stores never meet. A session may have an
 * owner, which makes it findable.
 *
 * <p>A session may expire. Every use except {@link #find}, {@link #list} and {@link #count} extends its expiry by the
 * store's time to live. From the exact instant of its expiry, the session is missing for every method, whether or not it
 * was removed from storage yet.
 *
 * <p>A state is stored as JSON. A field that the stored state lacks has the default of its type. A stored field that the
 * type does not know is ignored when the state is read, and is lost with the next save. The JSON has the limits of {@link
 * HasMetadata}; a lone surrogate in a text is kept, and refused in a key.
 *
 * <p>A store is safe for use by any number of threads. Costs are given in statements, each one round trip. MySQL and
 * MariaDB return no row from an update: there, getOrCreate, save and touch cost one more statement, and the creation of a
 * session a commit too. Every method throws {@link ClosedException} once the store is closed, {@link
 * UnavailableException} if the store cannot be reached, and {@link CorruptDataException} if the stored state cannot be
 * read as the type.
 *
 * @param <S> the type of the state
 */
public interface SessionStore<S> {
    /** The name of a store that was requested without one. */
    String DEFAULT_NAME = "default";

    /** Returns the store's name. */
    String name();

    /**
     * Returns a view of this store whose writes assign an owner: each session that the view creates or saves belongs to the
     * owner from then on. A save without the view keeps the session's owner. The view restricts nothing: it reads, lists,
     * counts and deletes the same sessions as this store.
     *
     * @throws InvalidInputException if the owner is not a valid name, 1 to 255 characters
     */
    SessionStore<S> assigningOwner(String owner);

    /**
     * Returns the session, or empty if it does not exist. This does not count as a use: the expiry stays.
     *
     * <p>Cost: one statement.
     */
    Optional<Session<S>> find(SessionKey key);

    /**
     * Returns sessions of this store by tenant or owner, in the order of their keys (by code point). A session that
     * exists throughout is on exactly one page, whatever happens to others between two calls.
     *
     * <p>Cost: one statement that reads as many index entries as it returns sessions. On Redis, two round trips.
     *
     * <p>A session whose state cannot be read as the type is not among the items: {@link Page#unreadable} names it, and its
     * key can be deleted.
     *
     * @throws InvalidInputException if the cursor is not one that this store returned
     */
    Page<Session<S>> list(SessionQuery query);

    /**
     * Returns the number of sessions that a query selects, whatever its limit and cursor.
     *
     * <p>Cost: one statement that reads one index entry for each session counted. On SQLite, a count of a whole tenant is one
     * such statement for 1,000 sessions; one that is created or removed meanwhile may count or not.
     */
    long count(SessionQuery query);

    /**
     * Returns the session, and creates it with an initial state if it does not exist. Of any number of concurrent callers
     * one creates it, and all get the same session.
     *
     * <p>Cost: one statement if the session exists, two if it is new.
     *
     * @param initial supplies the state of a new session; it may be called without the state being used
     * @throws InvalidInputException if the initial state is null, cannot be written as JSON, or breaks a limit above
     * @throws LimitExceededException if the state exceeds the configured size
     */
    Session<S> getOrCreate(SessionKey key, Supplier<? extends S> initial);

    /**
     * Saves a state if the session is at an expected version, and returns the session after the save.
     *
     * <p>Cost: one statement, and another to read the current version in case of a conflict.
     *
     * @param expectedVersion the version that the session must have, 0 if it must not exist
     * @throws ConflictException if the session has another version; nothing is saved
     * @throws InvalidInputException if the state is null, cannot be written as JSON or breaks a limit above, or the version is
     *     negative
     * @throws LimitExceededException if the state exceeds the configured size
     */
    Session<S> save(SessionKey key, S state, long expectedVersion);

    /**
     * Changes a session's state, and returns the session after the change; empty if it does not exist. The change is
     * applied to the newest state and saved under compare-and-set. After a conflict it is applied again, up to the
     * configured number of times, with a random pause whose bound doubles.
     *
     * <p>A change that returns an equal state (one with the same JSON) writes no state and keeps the version. It still
     * extends the expiry if the store has a time to live.
     *
     * <p>Cost: two statements without a conflict, and two more for each retry.
     *
     * @param change returns the new state for the old one; it may run several times and must not modify its argument
     * @throws ConflictException if other writers were first at every attempt
     * @throws InvalidInputException if the new state is null, cannot be written as JSON, or breaks a limit above
     * @throws LimitExceededException if the state exceeds the configured size
     */
    Optional<Session<S>> update(SessionKey key, UnaryOperator<S> change);

    /**
     * Changes a session's state as {@link #update(SessionKey, UnaryOperator)} does, starting from an initial state if the
     * session does not exist.
     *
     * <p>Cost: two statements without a conflict, and two more for each retry.
     *
     * @param initial supplies the state to start from
     * @param change returns the new state for the old one; it may run several times and must not modify its argument
     * @throws ConflictException if other writers were first at every attempt
     * @throws InvalidInputException if a state is null or cannot be written as JSON
     * @throws LimitExceededException if the state exceeds the configured size
     */
    Session<S> update(SessionKey key, Supplier<? extends S> initial, UnaryOperator<S> change);

    /**
     * Extends a session's expiry, and returns whether the session exists.
     *
     * <p>Cost: one statement.
     */
    boolean touch(SessionKey key);

    /**
     * Deletes a session, and returns whether it existed. A delete wins over updates that began before it.
     *
     * <p>Cost: one statement.
     */
    boolean delete(SessionKey key);
}
