package dev.chatstore.core.tier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.spi.SessionCache;
import dev.chatstore.api.spi.StoredSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The sessions that a process holds, bounded by the bytes of the heap that they take. */
final class CaffeineSessions implements SessionCache {
    /** Longer than anybody takes to read a session. */
    static final Duration REFUSED = Duration.ofSeconds(10);

    private static final int ENTRY_BYTES = 160;

    private final Cache<SessionKey, Kept> sessions;
    private final LongSupplier nanos;

    /**
     * What is known of a key.
     *
     * @param session the session, or null
     * @param knownAt when it was known to be current
     * @param floor up to which version nothing is kept
     * @param floorAt since when
     */
    private record Kept(@Nullable StoredSession session, long knownAt, long floor, long floorAt) {
        boolean refuses(StoredSession other, long now) {
            return other.version() <= floor(now);
        }

        long floor(long now) {
            return now - floorAt < REFUSED.toNanos() ? floor : 0;
        }

        Kept with(StoredSession other, long otherKnownAt) {
            if (session == null || other.version() > session.version()) {
                return new Kept(other, otherKnownAt, floor, floorAt);
            }
            if (other.version() < session.version()) {
                return this;
            }
            long newest = otherKnownAt - knownAt > 0 ? otherKnownAt : knownAt;
            return new Kept(isLater(other.expires(), session.expires()) ? other : session, newest, floor, floorAt);
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
     * Makes an empty cache.
     *
     * @param nanos the time that sessions age by, which never goes back
     */
    CaffeineSessions(long maxBytes, LongSupplier nanos, TierCounters counters) {
        this.nanos = nanos;
        sessions = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((SessionKey key, Kept kept) -> kept.weight(key))
                .evictionListener((key, kept, cause) -> counters.evictions().increment())
                .executor(Runnable::run)
                .build();
    }

    @Override
    public Optional<Found> find(SessionKey key) {
        Kept kept = sessions.getIfPresent(key);
        return kept == null || kept.session == null
                ? Optional.empty()
                : Optional.of(new Found(kept.session, Duration.ofNanos(nanos.getAsLong() - kept.knownAt)));
    }

    @Override
    public void put(StoredSession session, Duration age) {
        long now = nanos.getAsLong();
        long knownAt = now - age.toNanos();
        sessions.asMap().compute(session.key(), (key, kept) -> {
            if (kept == null) {
                return new Kept(session, knownAt, 0, now);
            }
            return kept.refuses(session, now) ? kept : kept.with(session, knownAt);
        });
    }

    @Override
    public void drop(SessionKey key, long version) {
        long now = nanos.getAsLong();
        long floor = version == 0 ? Long.MAX_VALUE : version;
        sessions.asMap()
                .compute(
                        key,
                        (any, kept) -> new Kept(null, 0, kept == null ? floor : Math.max(floor, kept.floor(now)), now));
    }

    /** Forgets everything. */
    void clear() {
        sessions.invalidateAll();
    }

    /** Returns how many sessions are held. */
    long count() {
        return sessions.estimatedSize();
    }

    /** Returns how many bytes of the heap they are weighed at. */
    long bytes() {
        return sessions.policy().eviction().orElseThrow().weightedSize().orElse(0);
    }
}
