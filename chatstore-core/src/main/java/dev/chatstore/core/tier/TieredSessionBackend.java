package dev.chatstore.core.tier;

import dev.chatstore.api.ConflictException;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.SessionCache;
import dev.chatstore.api.spi.StoredSession;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sessions with caches in front. Reads within the bound come from there; every change is decided by the durable store, so
 * that one which was made for an old state is a conflict and never a loss.
 */
final class TieredSessionBackend implements SessionBackend {
    private final SessionBackend durable;
    private final SessionCache near;
    private final SessionCache far;
    private final TierCounters counters;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Duration bound;

    // Seven parameters: the tiers, and the two times that sessions go by.
    TieredSessionBackend(
            SessionBackend durable,
            SessionCache near,
            SessionCache far,
            TierCounters counters,
            InstantSource clock,
            LongSupplier nanos,
            Duration bound) {
        this.durable = durable;
        this.near = near;
        this.far = far;
        this.counters = counters;
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
        Optional<StoredSession> cached = cached(key, Duration.ofNanos(Long.MAX_VALUE));
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
                .orElseGet(() -> decided(key, () -> durable.getOrCreate(key, state, timeToLive)));
    }

    @Override
    public StoredSession compareAndSet(
            SessionKey key, long expectedVersion, String state, @Nullable Duration timeToLive) {
        return decided(key, () -> durable.compareAndSet(key, expectedVersion, state, timeToLive));
    }

    @Override
    public boolean delete(SessionKey key) {
        try {
            return durable.delete(key);
        } finally {
            // Even where it was not there: somebody may be about to put in what he read before.
            drop(key, 0);
        }
    }

    /** The use of a session that never expires changes nothing. */
    private Optional<StoredSession> unchangedByUse(SessionKey key, @Nullable Duration timeToLive) {
        return timeToLive == null ? cached(key, bound).filter(session -> session.expires() == null) : Optional.empty();
    }

    /** Returns a session that a cache has, unless it may have expired: only the durable store can tell. */
    private Optional<StoredSession> cached(SessionKey key, Duration maxAge) {
        Optional<SessionCache.Found> found = fit(near.find(key), maxAge);
        if (found.isEmpty()) {
            found = fit(far.find(key), maxAge);
            found.ifPresent(shared -> near.put(shared.session(), shared.age()));
        }
        (found.isPresent() ? counters.hits() : counters.misses()).increment();
        return found.map(SessionCache.Found::session);
    }

    private Optional<SessionCache.Found> fit(Optional<SessionCache.Found> found, Duration maxAge) {
        return found.filter(cached -> cached.age().compareTo(maxAge) <= 0)
                .filter(cached -> cached.session().expires() == null
                        || clock.instant().isBefore(cached.session().expires()));
    }

    private Optional<StoredSession> read(SessionKey key, Supplier<Optional<StoredSession>> read) {
        long start = nanos.getAsLong();
        Optional<StoredSession> session = settled(key, read);
        session.ifPresent(found -> put(found, start));
        return session;
    }

    private StoredSession decided(SessionKey key, Supplier<StoredSession> call) {
        long start = nanos.getAsLong();
        StoredSession session = settled(key, call);
        put(session, start);
        return session;
    }

    private <T> T settled(SessionKey key, Supplier<T> call) {
        try {
            return call.get();
        } catch (ConflictException e) {
            if (e.expectedVersion() > 0) {
                drop(key, Math.max(0, e.currentVersion() - 1));
            }
            throw e;
        } catch (UnavailableException e) {
            drop(key, 0);
            throw e;
        }
    }

    private void put(StoredSession session, long start) {
        Duration age = Duration.ofNanos(nanos.getAsLong() - start);
        near.put(session, age);
        far.put(session, age);
    }

    private void drop(SessionKey key, long version) {
        near.drop(key, version);
        far.drop(key, version);
    }
}
