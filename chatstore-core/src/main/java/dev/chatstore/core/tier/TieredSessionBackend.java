package dev.chatstore.core.tier;

import dev.chatstore.api.ConflictException;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.SessionCache;
import dev.chatstore.api.spi.SessionScope;
import dev.chatstore.api.spi.SessionWrite;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.core.backend.OutageLog;
import dev.chatstore.core.cache.SessionCaches;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    private final @Nullable InstantSource expiryClock;
    private final LongSupplier nanos;
    private final Duration bound;
    private final OutageLog outage;

    /**
     * Creates the backend.
     *
     * @param expiryClock the clock by which sessions expire, if a test controls it; null for the durable store's
     * @param nanos the time by which cached sessions age
     * @param bound maximum age of a cached read
     */
    TieredSessionBackend(
            SessionBackend durable,
            SessionCaches caches,
            @Nullable InstantSource expiryClock,
            LongSupplier nanos,
            Duration bound) {
        this.durable = durable;
        this.caches = caches;
        this.expiryClock = expiryClock;
        this.nanos = nanos;
        this.bound = bound;
        outage = OutageLog.of("the update of the caches of sessions", 1, System::nanoTime);
    }

    @Override
    public Optional<StoredSession> find(SessionId id) {
        Optional<StoredSession> cached = cached(id, bound);
        return cached.isPresent() ? cached : read(id, () -> durable.find(id));
    }

    @Override
    public Optional<StoredSession> recall(SessionId id) {
        Optional<StoredSession> cached = cached(id, ANY_AGE);
        return cached.isPresent() ? cached : read(id, () -> durable.find(id));
    }

    @Override
    public Optional<StoredSession> use(SessionId id, @Nullable Duration timeToLive) {
        Optional<StoredSession> cached = unchangedByUse(id, timeToLive);
        return cached.isPresent() ? cached : read(id, () -> durable.use(id, timeToLive));
    }

    @Override
    public StoredSession confirm(StoredSession read, @Nullable Duration timeToLive) {
        return write(read.id(), () -> durable.confirm(read, timeToLive));
    }

    @Override
    public StoredSession getOrCreate(SessionId id, SessionWrite initial) {
        return unchangedByUse(id, initial.timeToLive())
                .orElseGet(() -> write(id, () -> durable.getOrCreate(id, initial)));
    }

    @Override
    public StoredSession compareAndSet(SessionId id, long expectedVersion, SessionWrite write) {
        return write(id, () -> durable.compareAndSet(id, expectedVersion, write));
    }

    @Override
    public StoredSession compareAndSet(StoredSession read, SessionWrite write) {
        return write(read.id(), () -> durable.compareAndSet(read, write));
    }

    @Override
    public List<StoredSession> list(SessionScope scope, @Nullable SessionId after, int limit) {
        return durable.list(scope, after, limit);
    }

    @Override
    public long count(SessionScope scope) {
        return durable.count(scope);
    }

    @Override
    public Set<SessionId> load(List<StoredSession> sessions) {
        try {
            return durable.load(sessions);
        } finally {
            // Also of those that were not stored: another process may have created them.
            sessions.forEach(session -> drop(session.id(), 0));
        }
    }

    @Override
    public boolean replace(StoredSession read, StoredSession replacement) {
        try {
            return durable.replace(read, replacement);
        } finally {
            drop(read.id(), 0);
        }
    }

    @Override
    public Instant now() {
        return durable.now();
    }

    @Override
    public boolean delete(SessionId id) {
        try {
            return durable.delete(id);
        } finally {
            // Even if it did not exist: a reader may be about to cache what it read before.
            drop(id, 0);
        }
    }

    /** The use of a session that never expires changes nothing. */
    private Optional<StoredSession> unchangedByUse(SessionId id, @Nullable Duration timeToLive) {
        return timeToLive == null ? cached(id, bound).filter(session -> session.expires() == null) : Optional.empty();
    }

    /** Returns a cached session, unless it may have expired: only the durable store can decide that. */
    private Optional<StoredSession> cached(SessionId id, Duration maxAge) {
        return caches.find(id, found -> found.age().compareTo(maxAge) <= 0 && !hasExpired(found));
    }

    private boolean hasExpired(SessionCache.Found found) {
        StoredSession.Expiry expiry = found.session().expiry();
        if (expiry == null) {
            return false;
        }
        return expiryClock == null
                ? found.age().compareTo(expiry.left()) >= 0
                : !expiryClock.instant().isBefore(expiry.at());
    }

    private Optional<StoredSession> read(SessionId id, Supplier<Optional<StoredSession>> read) {
        long start = nanos.getAsLong();
        Optional<StoredSession> session = call(id, read);
        session.ifPresentOrElse(found -> put(found, start), () -> caches.forget(id));
        return session;
    }

    private StoredSession write(SessionId id, Supplier<StoredSession> write) {
        long start = nanos.getAsLong();
        StoredSession session = call(id, write);
        put(session, start);
        return session;
    }

    /** Caches a session that was read or written; a write is done, whatever happens here. */
    private void put(StoredSession session, long start) {
        try {
            caches.put(session, Duration.ofNanos(nanos.getAsLong() - start));
            outage.succeeded();
        } catch (Throwable e) {
            drop(session.id(), 0);
            // Its message may quote what a user wrote.
            outage.failed(e.getClass().getName());
        }
    }

    private void drop(SessionId id, long version) {
        try {
            caches.drop(id, version);
        } catch (Throwable e) {
            caches.distrust();
            outage.failed(e.getClass().getName());
        }
    }

    /** Returns the result of a call to the durable store, and drops what its failure shows to be old. */
    private <T> T call(SessionId id, Supplier<T> call) {
        try {
            return call.get();
        } catch (ConflictException e) {
            if (e.expectedVersion() > 0) {
                boolean isAnotherHistory = e.currentVersion() == e.expectedVersion();
                drop(id, isAnotherHistory ? 0 : Math.max(0, e.currentVersion() - 1));
            }
            throw e;
        } catch (UnavailableException e) {
            if (e.outcomeUnknown()) {
                drop(id, 0);
            }
            throw e;
        } catch (RuntimeException | Error e) {
            // An error of the program: the outcome is unknown.
            drop(id, 0);
            throw e;
        }
    }
}
