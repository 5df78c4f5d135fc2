package dev.chatstore.api;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Keeps typed state between messages: one session per key, changed under compare-and-set.
 *
 * <p>A session may expire. Every use but {@link #find} puts its expiry off by the store's time to live; from the exact
 * instant of its expiry on it is not there for any method, whether or not it was already removed.
 *
 * <p>A state is written as JSON. A field that the stored state lacks takes the value that its type gives it; a stored
 * field that the type does not know is passed over when read, and is gone with the next save.
 *
 * <p>A store is safe for use by any number of threads. Costs are in statements, each one round trip. On MySQL and MariaDB,
 * which return no rows from a change, whatever changes a session and returns it costs one statement and a commit more.
 * Every method throws
 * {@link ClosedException} once the store is closed, {@link UnavailableException} when the store cannot be reached, and
 * {@link CorruptDataException} when the stored state cannot be read as the type.
 *
 * @param <S> the type of the state
 */
public interface SessionStore<S> {
    /**
     * Returns the session, or empty if it is not there. This is no use of it: its expiry stays.
     *
     * <p>Cost: one statement.
     */
    Optional<Session<S>> find(SessionKey key);

    /**
     * Returns the session, made with an initial state if it was not there. Among any number of concurrent callers one
     * makes it; all get the same.
     *
     * <p>Cost: one statement where it is there, two where it is new.
     *
     * @param initial gives the state of a new session; it may run without its state being used
     * @throws InvalidInputException if the initial state is null or cannot be written as JSON
     * @throws LimitExceededException if the state is over the configured size
     */
    Session<S> getOrCreate(SessionKey key, Supplier<? extends S> initial);

    /**
     * Saves a state over the version that its author has seen, and returns the session as it is now.
     *
     * <p>Cost: one statement, and one more to name the current version in a conflict.
     *
     * @param expectedVersion the version that the session must have, 0 for one that must not be there yet
     * @throws ConflictException if it has another version; nothing was saved
     * @throws InvalidInputException if the state is null or cannot be written as JSON, or the version is negative
     * @throws LimitExceededException if the state is over the configured size
     */
    Session<S> save(SessionKey key, S state, long expectedVersion);

    /**
     * Changes a session's state, and returns it as it is now; empty if it is not there. The change is applied to the
     * newest state and saved under compare-and-set; when somebody else was first it is applied again, after a pause that
     * grows and is spread at random, up to the configured number of times.
     *
     * <p>Cost: two statements where nobody interferes, and two more for each further try.
     *
     * @param change makes the new state of the old one; it may run several times and must not change its argument
     * @throws ConflictException if somebody else was first at every try
     * @throws InvalidInputException if the new state is null or cannot be written as JSON
     * @throws LimitExceededException if the state is over the configured size
     */
    Optional<Session<S>> update(SessionKey key, UnaryOperator<S> change);

    /**
     * Changes a session's state as {@link #update(SessionKey, UnaryOperator)} does, from an initial state if it is not
     * there.
     *
     * <p>Cost: two statements where nobody interferes, and two more for each further try.
     *
     * @param initial gives the state to start from
     * @param change makes the new state of the old one; it may run several times and must not change its argument
     * @throws ConflictException if somebody else was first at every try
     * @throws InvalidInputException if a state is null or cannot be written as JSON
     * @throws LimitExceededException if the state is over the configured size
     */
    Session<S> update(SessionKey key, Supplier<? extends S> initial, UnaryOperator<S> change);

    /**
     * Puts a session's expiry off, and returns whether it is there.
     *
     * <p>Cost: one statement.
     */
    boolean touch(SessionKey key);

    /**
     * Removes a session, and returns whether it was there. It wins over updates that began before.
     *
     * <p>Cost: one statement.
     */
    boolean delete(SessionKey key);
}
