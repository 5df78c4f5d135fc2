package dev.chatstore.core.memory;

import dev.chatstore.api.ConflictException;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.SessionScope;
import dev.chatstore.api.spi.SessionWrite;
import dev.chatstore.api.spi.StoredSession;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The reference for the behaviour of a store of sessions. One lock makes each call atomic. */
final class MemorySessionBackend implements SessionBackend {
    /** By the store's name, then by the code points of the value. */
    private static final Comparator<SessionId> ORDER = Comparator.comparing(SessionId::name)
            .thenComparing(id -> id.value().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<SessionId, Entry> sessions = new HashMap<>();
    private final InstantSource clock;
    private final InstantSource expiryClock;

    /** A session, and when it was deleted: its version is remembered for a while. */
    private record Entry(StoredSession session, @Nullable Instant removed) {
        /** Returns from when on the session is missing, or null if it never expires. */
        @Nullable Instant gone() {
            return removed == null ? session.expires() : removed;
        }
    }

    /**
     * Creates an empty store.
     *
     * @param clock the clock of the times that sessions carry
     * @param expiryClock the clock by which sessions expire and are forgotten
     */
    MemorySessionBackend(InstantSource clock, InstantSource expiryClock) {
        this.clock = clock;
        this.expiryClock = expiryClock;
    }

    @Override
    public Optional<StoredSession> find(SessionId id) {
        return atomically(() -> live(id));
    }

    @Override
    public Optional<StoredSession> use(SessionId id, @Nullable Duration timeToLive) {
        return atomically(() -> live(id).map(session -> put(expiringAfter(timeToLive, session))));
    }

    @Override
    public StoredSession getOrCreate(SessionId id, SessionWrite initial) {
        return atomically(() -> use(id, initial.timeToLive()).orElseGet(() -> compareAndSet(id, 0, initial)));
    }

    @Override
    public StoredSession compareAndSet(SessionId id, long expectedVersion, SessionWrite write) {
        return atomically(() -> {
            Optional<StoredSession> live = live(id);
            long version = live.map(StoredSession::version).orElse(0L);
            if (version != expectedVersion) {
                throw ConflictException.ofSession(id, expectedVersion, version);
            }
            Entry before = sessions.get(id);
            long next = before == null ? 1 : before.session().version() + 1;
            Instant now = clock.instant();
            Instant created = live.map(StoredSession::created).orElse(now);
            String owner =
                    write.owner() == null ? live.map(StoredSession::owner).orElse(null) : write.owner();
            return put(expiringAfter(
                    write.timeToLive(), new StoredSession(id, owner, next, write.state(), created, now, null)));
        });
    }

    @Override
    public StoredSession compareAndSet(StoredSession read, SessionWrite write) {
        return atomically(() -> {
            if (live(read.id())
                    .filter(live -> !live.updated().equals(read.updated()))
                    .isPresent()) {
                throw ConflictException.ofSession(
                        read.id(), read.version(), live(read.id()).orElseThrow().version());
            }
            return compareAndSet(read.id(), read.version(), write);
        });
    }

    @Override
    public Set<SessionId> load(List<StoredSession> loaded) {
        return loaded.stream()
                .filter(session -> atomically(() -> loadOne(session)))
                .map(StoredSession::id)
                .collect(Collectors.toSet());
    }

    private boolean loadOne(StoredSession session) {
        if (live(session.id()).isPresent()) {
            return false;
        }
        putLoaded(session);
        return true;
    }

    @Override
    public boolean replace(StoredSession read, StoredSession replacement) {
        return atomically(() -> {
            boolean isSame = live(read.id())
                    .filter(live ->
                            live.version() == read.version() && live.updated().equals(read.updated()))
                    .isPresent();
            if (isSame) {
                putLoaded(replacement);
            }
            return isSame;
        });
    }

    @Override
    public Instant now() {
        return expiryClock.instant();
    }

    private void putLoaded(StoredSession session) {
        Entry before = sessions.get(session.id());
        long base = before == null ? 0 : before.session().version();
        put(new StoredSession(
                session.id(),
                session.owner(),
                base + session.version(),
                session.state(),
                session.created(),
                session.updated(),
                session.expiry()));
    }

    /** Returns all live sessions. */
    List<StoredSession> all() {
        return atomically(() ->
                sessions.keySet().stream().flatMap(id -> live(id).stream()).toList());
    }

    @Override
    public boolean delete(SessionId id) {
        return atomically(() -> {
            Optional<StoredSession> live = live(id);
            live.ifPresent(session -> sessions.put(id, new Entry(session, expiryClock.instant())));
            return live.isPresent();
        });
    }

    @Override
    public List<StoredSession> list(SessionScope scope, @Nullable SessionId after, int limit) {
        return atomically(() -> selected(scope)
                .filter(session -> after == null || ORDER.compare(session.id(), after) > 0)
                .sorted(Comparator.comparing(StoredSession::id, ORDER))
                .limit(limit)
                .toList());
    }

    @Override
    public long count(SessionScope scope) {
        return atomically(() -> selected(scope).count());
    }

    private Stream<StoredSession> selected(SessionScope scope) {
        return sessions.keySet().stream()
                .filter(id -> id.tenant().equals(scope.tenant())
                        && (scope.name() == null || scope.name().equals(id.name())))
                .flatMap(id -> live(id).stream())
                .filter(session -> scope.owner() == null || scope.owner().equals(session.owner()));
    }

    int purge(int limit) {
        return atomically(() -> {
            Instant now = expiryClock.instant();
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

    private Optional<StoredSession> live(SessionId id) {
        return Optional.ofNullable(sessions.get(id))
                .filter(entry -> entry.removed() == null)
                .map(Entry::session)
                .flatMap(session -> live(session, expiryClock.instant()));
    }

    private static Optional<StoredSession> live(StoredSession session, Instant now) {
        Instant expires = session.expires();
        if (expires == null) {
            return Optional.of(session);
        }
        return now.isBefore(expires)
                ? Optional.of(expiring(session, new StoredSession.Expiry(expires, Duration.between(now, expires))))
                : Optional.empty();
    }

    private StoredSession put(StoredSession session) {
        sessions.put(session.id(), new Entry(session, null));
        return session;
    }

    private StoredSession expiringAfter(@Nullable Duration timeToLive, StoredSession session) {
        return expiring(
                session,
                timeToLive == null
                        ? null
                        : new StoredSession.Expiry(expiryClock.instant().plus(timeToLive), timeToLive));
    }

    private static StoredSession expiring(StoredSession session, StoredSession.@Nullable Expiry expiry) {
        return new StoredSession(
                session.id(),
                session.owner(),
                session.version(),
                session.state(),
                session.created(),
                session.updated(),
                expiry);
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
