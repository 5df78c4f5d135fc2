package dev.chatstore.core.tier;

import dev.chatstore.api.SessionKey;
import dev.chatstore.api.spi.SessionCache;
import dev.chatstore.api.spi.StoredSession;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The shared cache of sessions as a process sees it, under the same rules as {@link SharedWindows}. */
final class SharedSessions implements SessionCache {
    private static final int MAX_DEBTS = 10_000;

    private final SessionCache cache;
    private final CacheCircuitBreaker guard;
    private final LongSupplier nanos;
    private final PendingInvalidations<SessionKey> debts = new PendingInvalidations<>(MAX_DEBTS, this::distrust);
    private volatile long distrusted;

    SharedSessions(SessionCache cache, CacheCircuitBreaker guard, LongSupplier nanos) {
        this.cache = cache;
        this.guard = guard;
        this.nanos = nanos;
        distrusted = nanos.getAsLong() - Long.MAX_VALUE / 2;
    }

    private void distrust() {
        distrusted = nanos.getAsLong();
    }

    @Override
    public Optional<Found> find(SessionKey key) {
        if (!isTold()) {
            return Optional.empty();
        }
        long start = nanos.getAsLong();
        return guard.call(() -> cache.find(key), Optional.<Found>empty())
                .filter(found -> start - found.age().toNanos() - distrusted > 0);
    }

    @Override
    public void put(StoredSession session, Duration age) {
        if (!(isTold() && guard.run(() -> cache.put(session, age)))) {
            debts.add(List.of(session.key()));
        }
    }

    @Override
    public void drop(SessionKey key, long version) {
        if (!(isTold() && guard.run(() -> cache.drop(key, version)))) {
            debts.add(List.of(key));
        }
    }

    private boolean isTold() {
        return debts.settle(owed -> guard.run(() -> owed.forEach(key -> cache.drop(key, 0))));
    }

    /** Returns how many sessions it has still to be told about. */
    int owed() {
        return debts.size();
    }
}
