package dev.chatstore.core.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.spi.SessionCache;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.core.window.HeapSize;
import dev.chatstore.core.window.TierCounters;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The sessions that a process caches, bounded by the heap bytes that they take. Safe for use by several threads. */
public final class CaffeineSessions implements SessionCache {
    /** Time for which a dropped version is refused: longer than any read of a session takes. */
    public static final Duration REFUSED = Duration.ofSeconds(10);

    private static final int ENTRY_BYTES = 160;

    private final Cache<SessionKey, Entry> sessions;
    private final LongSupplier nanos;

    /**
     * The cache's entry for one key.
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
            if (session == null || other.version() > session.version()) {
                return new Entry(other, otherKnownAt, refused, refusedAt);
            }
            if (other.version() < session.version()) {
                return this;
            }
            long newest = otherKnownAt - knownAt > 0 ? otherKnownAt : knownAt;
            return new Entry(isLater(other.expires(), session.expires()) ? other : session, newest, refused, refusedAt);
        }

        private static boolean isLater(@Nullable Instant expires, @Nullable Instant than) {
            return than != null && (expires == null || expires.isAfter(than));
        }

        int weight(SessionKey key) {
            long bytes = ENTRY_BYTES + HeapSize.of(key.value()) + (session == null ? 0 : HeapSize.of(session));
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
                .weigher((SessionKey key, Entry entry) -> entry.weight(key))
                .evictionListener((key, entry, cause) -> counters.evicted())
                .executor(Runnable::run)
                .build();
    }

    @Override
    public Optional<Found> find(SessionKey key) {
        Entry entry = sessions.getIfPresent(key);
        return entry == null || entry.session == null
                ? Optional.empty()
                : Optional.of(new Found(entry.session, Duration.ofNanos(nanos.getAsLong() - entry.knownAt)));
    }

    @Override
    public void put(StoredSession session, Duration age) {
        long now = nanos.getAsLong();
        long knownAt = now - age.toNanos();
        sessions.asMap().compute(session.key(), (key, entry) -> {
            if (entry == null) {
                return new Entry(session, knownAt, 0, now);
            }
            return entry.refuses(session, now) ? entry : entry.with(session, knownAt);
        });
    }

    @Override
    public void drop(SessionKey key, long version) {
        long now = nanos.getAsLong();
        long refused = version == 0 ? Long.MAX_VALUE : version;
        sessions.asMap()
                .compute(
                        key,
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
