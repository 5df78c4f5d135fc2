package dev.chatstore.core.tier;

import dev.chatstore.api.ConflictException;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.SessionCache;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.core.cache.SessionCaches;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sessions with caches in front. Reads within the bound are answered from a cache. The durable store decides about
 * every change: one that was made from an old state is a conflict and never a lost update.
 */
final class TieredSessionBackend implements SessionBackend {
    private static final Duration ANY_AGE = Duration.ofNanos(Long.MAX_VALUE);

    private final SessionBackend durable;
    private final SessionCaches caches;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Duration bound;

    /**
     * Creates the backend.
     *
     * @param clock the time by which sessions expire
     * @param nanos the time by which cached sessions age
     * @param bound maximum age of a cached read
     */
    TieredSessionBackend(
            SessionBackend durable, SessionCaches caches, InstantSource clock, LongSupplier nanos, Duration bound) {
        this.durable = durable;
        this.caches = caches;
        this.clock = clock;
        this.nanos = nanos;
        this.bound = bound;
    }

    @Override
    public Optional<StoredSession> find(SessionKey key) {
        Optional<StoredSession> cached = cached(key, bound);
        return cached.isPresent() ? cached : read(key, () -> durable.find(key));
    }

    @Override
    public Optional<StoredSession> recall(SessionKey key) {
        Optional<StoredSession> cached = cached(key, ANY_AGE);
        return cached.isPresent() ? cached : read(key, () -> durable.find(key));
    }

    @Override
    public Optional<StoredSession> use(SessionKey key, @Nullable Duration timeToLive) {
        Optional<StoredSession> cached = unchangedByUse(key, timeToLive);
        return cached.isPresent() ? cached : read(key, () -> durable.use(key, timeToLive));
    }

    @Override
    public StoredSession getOrCreate(SessionKey key, String state, @Nullable Duration timeToLive) {
        return unchangedByUse(key, timeToLive)
                .orElseGet(() -> write(key, () -> durable.getOrCreate(key, state, timeToLive)));
    }

    @Override
    public StoredSession compareAndSet(
            SessionKey key, long expectedVersion, String state, @Nullable Duration timeToLive) {
        return write(key, () -> durable.compareAndSet(key, expectedVersion, state, timeToLive));
    }

    @Override
    public boolean delete(SessionKey key) {
        try {
            return durable.delete(key);
        } finally {
            // Even if it did not exist: a reader may be about to cache what it read before.
            caches.drop(key, 0);
        }
    }

    /** The use of a session that never expires changes nothing. */
    private Optional<StoredSession> unchangedByUse(SessionKey key, @Nullable Duration timeToLive) {
        return timeToLive == null ? cached(key, bound).filter(session -> session.expires() == null) : Optional.empty();
    }

    /** Returns a cached session, unless it may have expired: only the durable store can decide that. */
    private Optional<StoredSession> cached(SessionKey key, Duration maxAge) {
        return caches.find(key, found -> found.age().compareTo(maxAge) <= 0 && !hasExpired(found));
    }

    private boolean hasExpired(SessionCache.Found found) {
        return found.session().expires() != null
                && !clock.instant().isBefore(found.session().expires());
    }

    private Optional<StoredSession> read(SessionKey key, Supplier<Optional<StoredSession>> read) {
        long start = nanos.getAsLong();
        Optional<StoredSession> session = call(key, read);
        session.ifPresent(found -> put(found, start));
        return session;
    }

    private StoredSession write(SessionKey key, Supplier<StoredSession> write) {
        long start = nanos.getAsLong();
        StoredSession session = call(key, write);
        put(session, start);
        return session;
    }

    private void put(StoredSession session, long start) {
        caches.put(session, Duration.ofNanos(nanos.getAsLong() - start));
    }

    /** Returns the result of a call to the durable store, and drops what its failure shows to be old. */
    private <T> T call(SessionKey key, Supplier<T> call) {
        try {
            return call.get();
        } catch (ConflictException e) {
            if (e.expectedVersion() > 0) {
                caches.drop(key, Math.max(0, e.currentVersion() - 1));
            }
            throw e;
        } catch (UnavailableException e) {
            caches.drop(key, 0);
            throw e;
        }
    }
}
