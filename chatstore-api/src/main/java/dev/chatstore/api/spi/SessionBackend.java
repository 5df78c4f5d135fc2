package dev.chatstore.api.spi;

import dev.chatstore.api.ConflictException;
import dev.chatstore.api.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps sessions with their states as text. From the exact instant of its expiry on, a session is missing for every
 * method. A time to live sets the expiry that long after now, earlier or later than before; null means that the session
 * never expires. All this goes by the clock of the server that holds the sessions, or by {@link
 * BackendContext#expiryClock()} if that is set.
 *
 * <p>The version of a session that is created again after a delete or expiry continues from the old one's while that is
 * {@linkplain Backend#REMEMBERED remembered}, so that a writer that saw the old session meets a conflict.
 */
public interface SessionBackend {
    /** Returns the session, or empty if it does not exist. Its expiry stays. */
    Optional<StoredSession> find(SessionId id);

    /**
     * Returns the session as it is or was at some time, or empty if it does not exist: for a caller that is about to save
     * it under compare-and-set, which detects an outdated one.
     */
    default Optional<StoredSession> recall(SessionId id) {
        return find(id);
    }

    /** Returns the session with its expiry extended, or empty if it does not exist. */
    Optional<StoredSession> use(SessionId id, @Nullable Duration timeToLive);

    /**
     * Returns a session that was read, with its expiry extended, if it still has that version in the durable store: no
     * cache decides this.
     *
     * @throws ConflictException if the session has another version
     */
    default StoredSession confirm(StoredSession read, @Nullable Duration timeToLive) {
        Optional<StoredSession> current = use(read.id(), timeToLive);
        long version = current.map(StoredSession::version).orElse(0L);
        boolean isSame = version == read.version()
                && current.filter(session -> session.updated().equals(read.updated()))
                        .isPresent();
        if (!isSame) {
            throw ConflictException.ofSession(read.id(), read.version(), version);
        }
        return current.orElseThrow();
    }

    /**
     * Returns the session with its expiry extended, and creates it if it does not exist, in one atomic step. The state and
     * owner of an existing session stay.
     */
    StoredSession getOrCreate(SessionId id, SessionWrite initial);

    /**
     * Saves a state if the session is at an expected version, 0 meaning that it does not exist, and returns the session
     * after the save.
     *
     * @throws ConflictException if the session has another version
     */
    StoredSession compareAndSet(SessionId id, long expectedVersion, SessionWrite write);

    /**
     * Saves a state if a session that was read is still the same, and returns the session after the save. It is the same if
     * its version and the time of its last save are: after the store was put back to an older state, another state may have
     * the version. What a save keeps is known from the session that was read, so that a database that returns no rows need not
     * read it again.
     *
     * @throws ConflictException if it is another session; the versions are equal if only the time of the last save differs
     */
    StoredSession compareAndSet(StoredSession read, SessionWrite write);

    /**
     * Stores sessions that do not exist as they are, with their versions and times, and returns the ids of those that were
     * stored. A session that exists is left as it is. Each expires at the given instant by the store's clock; one whose
     * instant has passed is missing from the beginning.
     *
     * <p>In the place of a session that is still {@linkplain Backend#REMEMBERED remembered}, the version is the given one plus
     * that of the old session. After a lost reply, a session that this call has stored may be missing in the result: it
     * exists then.
     *
     * <p>Atomicity: each session by itself at least. Cost: on databases one transaction for a call, with two statements for
     * each session; on Redis a script for each session.
     *
     * @param sessions sessions with different ids, best some hundred in a call
     */
    Set<SessionId> load(List<StoredSession> sessions);

    /**
     * Stores a session as it is in the place of one that was read, if that is still the same, and returns whether it did.
     * It is the same as for {@link #compareAndSet(StoredSession, SessionWrite)}; a use in between changes nothing. The
     * version is the given one plus that of the old session. One atomic step: if the call fails, the old session stays.
     *
     * @param read the session that was read
     * @param replacement the session in its place, with the same id
     */
    boolean replace(StoredSession read, StoredSession replacement);

    /** Returns the current time by the clock by which sessions expire. Cost: one statement at most. */
    Instant now();

    /** Deletes the session, and returns whether it existed. */
    boolean delete(SessionId id);

    /**
     * Returns sessions of a scope, in the order of the names of their stores and then of their values, by code point.
     *
     * @param after the session after which to start, or null to start with the first. It need not exist
     * @param limit the maximum number of sessions
     */
    List<StoredSession> list(SessionScope scope, @Nullable SessionId after, int limit);

    /** Returns the number of sessions of a scope. */
    long count(SessionScope scope);
}
