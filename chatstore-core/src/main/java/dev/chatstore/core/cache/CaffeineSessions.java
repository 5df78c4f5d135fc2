package dev.chatstore.core.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.SessionCache;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.core.window.HeapSize;
import dev.chatstore.core.window.TierCounters;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The sessions that a process caches, bounded by the heap bytes that they take. Safe for use by several threads. */
public final class CaffeineSessions implements SessionCache {
    /** Time for which a dropped version is refused: longer than any read of a session takes. */
    public static final Duration REFUSED = Duration.ofSeconds(10);

    private static final int ENTRY_BYTES = 160;

    private final Cache<SessionId, Entry> sessions;
    private final LongSupplier nanos;

    /**
     * The cache's entry for one session.
     *
     * @param session the session, or null
     * @param knownAt the latest time at which the session is known to have been current
     * @param refused the version up to which no session is cached
     * @param refusedAt the time since when
     */
    private record Entry(@Nullable StoredSession session, long knownAt, long refused, long refusedAt) {
        boolean refuses(StoredSession other, long now) {
            return other.version() <= refused(now);
        }

        long refused(long now) {
            return now - refusedAt < REFUSED.toNanos() ? refused : 0;
        }

        Entry with(StoredSession other, long otherKnownAt) {
            boolean isNewer = session == null
                    || other.version() > session.version()
                    || (other.version() == session.version() && otherKnownAt - knownAt >= 0);
            return isNewer ? new Entry(other, otherKnownAt, refused, refusedAt) : this;
        }

        int weight(SessionId id) {
            long bytes = ENTRY_BYTES + HeapSize.of(id.value()) + (session == null ? 0 : HeapSize.of(session));
            return (int) Math.min(Integer.MAX_VALUE, bytes);
        }
    }

    /**
     * Creates an empty cache.
     *
     * @param maxBytes maximum size, in bytes of the heap
     * @param nanos the time by which sessions age, in nanoseconds; it never goes back
     */
    public CaffeineSessions(long maxBytes, LongSupplier nanos, TierCounters counters) {
        this.nanos = nanos;
        sessions = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((SessionId id, Entry entry) -> entry.weight(id))
                .evictionListener((key, entry, cause) -> counters.evicted())
                .executor(Runnable::run)
                .build();
    }

    @Override
    public Optional<Found> find(SessionId id) {
        Entry entry = sessions.getIfPresent(id);
        return entry == null || entry.session == null
                ? Optional.empty()
                : Optional.of(new Found(entry.session, Duration.ofNanos(nanos.getAsLong() - entry.knownAt)));
    }

    @Override
    public void put(StoredSession session, Duration age) {
        long now = nanos.getAsLong();
        long knownAt = now - age.toNanos();
        sessions.asMap().compute(session.id(), (key, entry) -> {
            if (entry == null) {
                return new Entry(session, knownAt, 0, now);
            }
            return entry.refuses(session, now) ? entry : entry.with(session, knownAt);
        });
    }

    @Override
    public void drop(SessionId id, long version) {
        long now = nanos.getAsLong();
        long refused = version == 0 ? Long.MAX_VALUE : version;
        sessions.asMap()
                .compute(
                        id,
                        (any, entry) -> new Entry(
                                null, 0, entry == null ? refused : Math.max(refused, entry.refused(now)), now));
    }

    /** Removes all sessions. */
    public void clear() {
        sessions.invalidateAll();
    }

    /** Returns the number of cached sessions. */
    long count() {
        return sessions.estimatedSize();
    }

    /** Returns the weight of the cached sessions, in bytes of the heap. */
    long bytes() {
        return sessions.policy().eviction().orElseThrow().weightedSize().orElse(0);
    }
}
