package dev.chatstore.core.cache;

import dev.chatstore.api.SessionKey;
import dev.chatstore.api.spi.SessionCache;
import dev.chatstore.api.spi.StoredSession;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The shared cache of sessions as one process uses it, under the same rules as {@link SharedWindows}. Safe for use by
 * several threads.
 */
final class SharedSessions implements SessionCache {
    private static final int MAX_PENDING = 10_000;

    private final SessionCache cache;
    private final CacheCircuitBreaker breaker;
    private final LongSupplier nanos;
    private final PendingInvalidations<SessionKey> pending = new PendingInvalidations<>(MAX_PENDING, this::distrust);
    private volatile long distrustedAt;

    SharedSessions(SessionCache cache, CacheCircuitBreaker breaker, LongSupplier nanos) {
        this.cache = cache;
        this.breaker = breaker;
        this.nanos = nanos;
        distrustedAt = nanos.getAsLong() - Long.MAX_VALUE / 2;
    }

    private void distrust() {
        distrustedAt = nanos.getAsLong();
    }

    @Override
    public Optional<Found> find(SessionKey key) {
        if (!isTrusted()) {
            return Optional.empty();
        }
        long start = nanos.getAsLong();
        return breaker.call(() -> cache.find(key), Optional.<Found>empty())
                .filter(found -> start - found.age().toNanos() - distrustedAt > 0);
    }

    @Override
    public void put(StoredSession session, Duration age) {
        if (!(isTrusted() && breaker.run(() -> cache.put(session, age)))) {
            pending.add(List.of(session.key()));
        }
    }

    @Override
    public void drop(SessionKey key, long version) {
        if (!(isTrusted() && breaker.run(() -> cache.drop(key, version)))) {
            pending.add(List.of(key));
        }
    }

    private boolean isTrusted() {
        return pending.flush(keys -> breaker.run(() -> keys.forEach(key -> cache.drop(key, 0))));
    }

    /** Returns the number of sessions that the shared cache has still to drop. */
    int pendingInvalidations() {
        return pending.size();
    }
}
