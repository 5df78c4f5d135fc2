package dev.chatstore.api.spi;

import dev.chatstore.api.SessionKey;
import java.util.Optional;

/**
 * Keeps sessions in front of the store that decides about them. A session in it only moves forward by its version; it
 * may be forgotten at any time.
 *
 * <p>Every method may throw {@link dev.chatstore.api.UnavailableException}; whether it had an effect is then unknown.
 */
public interface SessionCache {
    /** Returns what is known of a session, whether or not it has expired since; empty if nothing is. */
    Optional<StoredSession> find(SessionKey key);

    /** Keeps a session as it was just committed or read, unless a newer one is known or was forgotten lately. */
    void put(StoredSession session);

    /**
     * Forgets a session that was removed, or of which something may have changed.
     *
     * @param version the version that it had at least; nothing up to it is kept for a while. 0 if that is not known:
     *     then nothing at all is kept for a while
     */
    void drop(SessionKey key, long version);
}
