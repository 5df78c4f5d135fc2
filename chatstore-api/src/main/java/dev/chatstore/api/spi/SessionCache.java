package dev.chatstore.api.spi;

import dev.chatstore.api.SessionId;
import java.time.Duration;
import java.util.Optional;

/**
 * Caches sessions in front of the store that decides about them. A cached session only moves forward by its version, and at
 * one version by when it was known. The cache may forget it at any time.
 *
 * <p>Every method may throw {@link dev.chatstore.api.UnavailableException}; whether it had an effect is unknown then.
 */
public interface SessionCache {
    /**
     * A cached session.
     *
     * @param session the session, whether or not it has expired since
     * @param age how long ago the session was last known to be what the durable store has
     */
    record Found(StoredSession session, Duration age) {}

    /** Returns the cached session, or empty if there is none. */
    Optional<Found> find(SessionId id);

    /**
     * Caches a session as it was committed or read, unless a newer one is cached or was dropped recently. Caching the same
     * one again refreshes its age.
     *
     * @param age how long ago the session was committed, or its read began
     */
    void put(StoredSession session, Duration age);

    /**
     * Drops a session that was deleted or may have changed.
     *
     * @param version the version that the session has at least; no version up to it is cached for a while. 0 if the
     *     version is unknown: then no version at all is cached for a while
     */
    void drop(SessionId id, long version);
}
