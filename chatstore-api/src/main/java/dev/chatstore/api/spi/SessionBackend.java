package dev.chatstore.api.spi;

import dev.chatstore.api.SessionKey;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps sessions with their state as text. From the exact instant of its expiry on, a session is not there for any
 * method. A time to live puts the expiry that long after now; null leaves a session without one.
 *
 * <p>The version of a session that is made again after a removal or expiry goes on from the old one's while it is
 * {@linkplain Backend#REMEMBERED remembered}, so that a writer who has seen the old one meets a conflict.
 */
public interface SessionBackend {
    /** Returns the session, or empty if it is not there. Its expiry stays. */
    Optional<StoredSession> find(SessionKey key);

    /**
     * Returns the session as it is or was at some time, or empty if it is not there: for who is about to save it under
     * compare-and-set, and then finds out.
     */
    default Optional<StoredSession> recall(SessionKey key) {
        return find(key);
    }

    /** Returns the session with its expiry put off, or empty if it is not there. */
    Optional<StoredSession> use(SessionKey key, @Nullable Duration timeToLive);

    /** Returns the session with its expiry put off, made with that state if it was not there, in one atomic step. */
    StoredSession getOrCreate(SessionKey key, String state, @Nullable Duration timeToLive);

    /**
     * Saves a state if the session is at that version, 0 meaning not there, and returns it as it is now.
     *
     * @throws dev.chatstore.api.ConflictException if it has another version
     */
    StoredSession compareAndSet(SessionKey key, long expectedVersion, String state, @Nullable Duration timeToLive);

    /** Removes the session, and returns whether it was there. */
    boolean delete(SessionKey key);
}
