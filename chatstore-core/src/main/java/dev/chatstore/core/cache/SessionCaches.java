package dev.chatstore.core.cache;

import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.SessionCache;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.core.operations.TierStatistics;
import dev.chatstore.core.window.TierCounters;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * The two caches of sessions: the process's own, if it has room, in front of the shared one, if it exists. Safe for use
 * by several threads.
 */
public final class SessionCaches {
    private final SharedTier shared;
    private final TierCounters counters = new TierCounters();
    private final Optional<CaffeineSessions> process;

    /**
     * Creates the caches.
     *
     * @param bytes maximum size of the process's own cache, in bytes of the heap; 0 disables it
     */
    public SessionCaches(long bytes, SharedTier shared, LongSupplier nanos) {
        this.shared = shared;
        process = bytes == 0 ? Optional.empty() : Optional.of(new CaffeineSessions(bytes, nanos, counters));
    }

    /** Returns whether there is any cache of sessions. */
    public boolean isEnabled() {
        return process.isPresent() || shared.exists();
    }

    /** Returns a cached session that is fit for use, from the first cache that has one. */
    public Optional<StoredSession> find(SessionId id, Predicate<SessionCache.Found> isFit) {
        Optional<SessionCache.Found> found =
                process.flatMap(sessions -> sessions.find(id)).filter(isFit);
        if (found.isEmpty()) {
            found = shared.sessions().find(id).filter(isFit);
            found.ifPresent(copy -> process.ifPresent(sessions -> sessions.put(copy.session(), copy.age())));
        }
        if (found.isPresent()) {
            counters.hit();
        } else {
            counters.miss();
        }
        return found.map(SessionCache.Found::session);
    }

    /** Caches a session in both, as {@link SessionCache#put} describes it. */
    public void put(StoredSession session, Duration age) {
        process.ifPresent(sessions -> sessions.put(session, age));
        shared.sessions().put(session, age);
    }

    /**
     * Records that a session was found missing: an older state of it in a cache is not shown afterwards. Costs no round
     * trip.
     */
    public void forget(SessionId id) {
        process.filter(sessions -> sessions.find(id).isPresent()).ifPresent(sessions -> sessions.drop(id, 0));
        shared.sessions().forget(id);
    }

    /** Drops a session from both, as {@link SessionCache#drop} describes it. */
    public void drop(SessionId id, long version) {
        process.ifPresent(sessions -> sessions.drop(id, version));
        shared.sessions().drop(id, version);
    }

    /** Uses nothing of what the caches hold now. */
    public void distrust() {
        clearProcess();
        shared.sessions().distrust();
    }

    /** Removes all sessions from the process's own cache. */
    public void clearProcess() {
        process.ifPresent(CaffeineSessions::clear);
    }

    /** Returns the number of sessions that the shared cache has still to drop. */
    public int pendingInvalidations() {
        return shared.sessions().pendingInvalidations();
    }

    /** Returns the counts of both caches so far, and what the process's own holds now. */
    public TierStatistics statistics() {
        return counters.statistics(
                process.map(CaffeineSessions::count).orElse(0L),
                process.map(CaffeineSessions::bytes).orElse(0L));
    }
}
