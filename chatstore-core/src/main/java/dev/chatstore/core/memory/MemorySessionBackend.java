package dev.chatstore.core.memory;

import dev.chatstore.api.ConflictException;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.StoredSession;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The reference for what a store of sessions does. */
final class MemorySessionBackend implements SessionBackend {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<SessionKey, Entry> sessions = new HashMap<>();
    private final InstantSource clock;

    /** A session, and when it was removed: its version is remembered for a while. */
    private record Entry(StoredSession session, @Nullable Instant removed) {
        /** Returns since when nobody sees it, or null if somebody may for good. */
        @Nullable Instant gone() {
            return removed == null ? session.expires() : removed;
        }
    }

    MemorySessionBackend(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Optional<StoredSession> find(SessionKey key) {
        return atomically(() -> live(key));
    }

    @Override
    public Optional<StoredSession> use(SessionKey key, @Nullable Duration timeToLive) {
        return atomically(() -> live(key).map(session -> put(expiringAfter(timeToLive, session))));
    }

    @Override
    public StoredSession getOrCreate(SessionKey key, String state, @Nullable Duration timeToLive) {
        return atomically(() -> use(key, timeToLive).orElseGet(() -> compareAndSet(key, 0, state, timeToLive)));
    }

    @Override
    public StoredSession compareAndSet(
            SessionKey key, long expectedVersion, String state, @Nullable Duration timeToLive) {
        return atomically(() -> {
            Optional<StoredSession> live = live(key);
            long version = live.map(StoredSession::version).orElse(0L);
            if (version != expectedVersion) {
                throw ConflictException.of(key, expectedVersion, version);
            }
            Entry before = sessions.get(key);
            long next = before == null ? 1 : before.session().version() + 1;
            Instant now = clock.instant();
            Instant created = live.map(StoredSession::created).orElse(now);
            return put(expiringAfter(timeToLive, new StoredSession(key, next, state, created, now, null)));
        });
    }

    @Override
    public boolean delete(SessionKey key) {
        return atomically(() -> {
            Optional<StoredSession> live = live(key);
            live.ifPresent(session -> sessions.put(key, new Entry(session, clock.instant())));
            return live.isPresent();
        });
    }

    int purge(int limit) {
        return atomically(() -> {
            Instant now = clock.instant();
            int purged = 0;
            Iterator<Entry> entries = sessions.values().iterator();
            while (entries.hasNext() && purged < limit) {
                Instant gone = entries.next().gone();
                if (gone != null && MemoryBackend.isForgotten(gone, now)) {
                    entries.remove();
                    purged++;
                }
            }
            return purged;
        });
    }

    private Optional<StoredSession> live(SessionKey key) {
        return Optional.ofNullable(sessions.get(key))
                .filter(entry -> entry.removed() == null)
                .map(Entry::session)
                .filter(session -> session.expires() == null || clock.instant().isBefore(session.expires()));
    }

    private StoredSession put(StoredSession session) {
        sessions.put(session.key(), new Entry(session, null));
        return session;
    }

    private StoredSession expiringAfter(@Nullable Duration timeToLive, StoredSession session) {
        Instant expires = timeToLive == null ? null : clock.instant().plus(timeToLive);
        return new StoredSession(
                session.key(), session.version(), session.state(), session.created(), session.updated(), expires);
    }

    private <T> T atomically(Supplier<T> step) {
        lock.lock();
        try {
            return step.get();
        } finally {
            lock.unlock();
        }
    }
}
