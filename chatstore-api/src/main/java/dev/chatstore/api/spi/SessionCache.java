package dev.chatstore.api.spi;

import dev.chatstore.api.SessionKey;
import java.time.Duration;
import java.util.Optional;

/**
 * Keeps sessions in front of the store that decides about them. A session in it only moves forward by its version, and
 * at one version to a later expiry; it may be forgotten at any time.
 *
 * <p>Every method may throw {@link dev.chatstore.api.UnavailableException}; whether it had an effect is then unknown.
 */
public interface SessionCache {
    /**
     * What is known of a session.
     *
     * @param session the session, whether or not it has expired since
     * @param age how long ago it was known, at the latest, to be what the durable store has
     */
    record Found(StoredSession session, Duration age) {}

    /** Returns what is known of a session; empty if nothing is. */
    Optional<Found> find(SessionKey key);

    /**
     * Keeps a session as it was committed or read, unless a newer one is known or was forgotten lately. The same one
     * again is as new as it was last known to be.
     *
     * @param age how long ago it was committed, or its reading begun
     */
    void put(StoredSession session, Duration age);

    /**
     * Forgets a session that was removed, or of which something may have changed.
     *
     * @param version the version that it had at least; nothing up to it is kept for a while. 0 if that is not known:
     *     then nothing at all is kept for a while
     */
    void drop(SessionKey key, long version);
}
