package dev.chatstore.core.cache;

import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.SessionCache;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.core.window.LastChangeTimes;
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
    private final PendingInvalidations<SessionId> pending = new PendingInvalidations<>(MAX_PENDING, this::distrust);
    private final LastChangeTimes<SessionId> lastChanges;
    private final ShownVersions<SessionId> shownVersions;
    private volatile long distrustedAt;

    SharedSessions(SessionCache cache, CacheCircuitBreaker breaker, LongSupplier nanos) {
        this.cache = cache;
        this.breaker = breaker;
        this.nanos = nanos;
        distrustedAt = nanos.getAsLong() - Long.MAX_VALUE / 2;
        lastChanges = new LastChangeTimes<>(nanos);
        shownVersions = new ShownVersions<>(lastChanges);
    }

    /** Uses nothing of what the cache holds now. */
    void distrust() {
        distrustedAt = nanos.getAsLong();
    }

    @Override
    public Optional<Found> find(SessionId id) {
        if (!isTrusted()) {
            return Optional.empty();
        }
        long start = nanos.getAsLong();
        Optional<Found> usable = breaker.call(() -> cache.find(id), Optional.<Found>empty())
                .filter(found -> isUsable(id, found, start - found.age().toNanos()))
                // Its age is that of the answer, which may have taken a while.
                .map(found -> new Found(found.session(), found.age().plusNanos(nanos.getAsLong() - start)));
        usable.ifPresent(found -> shownVersions.shown(id, found.session().version()));
        return usable;
    }

    /** A cache that was put back to an older state has sessions that this process knows to be outdated. */
    private boolean isUsable(SessionId id, Found found, long knownAt) {
        return knownAt - distrustedAt > 0
                && shownVersions.includes(id, found.session().version(), knownAt);
    }

    @Override
    public void put(StoredSession session, Duration age) {
        shownVersions.replace(session.id(), session.version(), nanos.getAsLong() - age.toNanos());
        shownVersions.shown(session.id(), session.version());
        update(session.id(), () -> cache.put(session, age));
    }

    /** Uses no state of a session that the cache has now. */
    void forget(SessionId id) {
        lastChanges.record(id);
    }

    @Override
    public void drop(SessionId id, long version) {
        if (version == 0) {
            lastChanges.record(id);
        } else {
            shownVersions.shown(id, version + 1);
        }
        update(id, () -> cache.drop(id, version));
    }

    private void update(SessionId id, Runnable call) {
        boolean updated = false;
        try {
            updated = isTrusted() && breaker.run(call);
        } finally {
            if (!updated) {
                pending.add(List.of(id));
            }
        }
    }

    private boolean isTrusted() {
        return pending.flush(ids -> breaker.run(() -> ids.forEach(id -> cache.drop(id, 0))));
    }

    /** Returns the number of sessions that the shared cache has still to drop. */
    int pendingInvalidations() {
        return pending.size();
    }
}
