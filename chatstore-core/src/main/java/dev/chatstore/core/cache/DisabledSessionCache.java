package dev.chatstore.core.cache;

import dev.chatstore.api.SessionKey;
import dev.chatstore.api.spi.SessionCache;
import dev.chatstore.api.spi.StoredSession;
import java.time.Duration;
import java.util.Optional;

/** The cache of sessions where none is configured. */
final class DisabledSessionCache implements SessionCache {
    @Override
    public Optional<Found> find(SessionKey key) {
        return Optional.empty();
    }

    @Override
    public void put(StoredSession session, Duration age) {}

    @Override
    public void drop(SessionKey key, long version) {}
}
