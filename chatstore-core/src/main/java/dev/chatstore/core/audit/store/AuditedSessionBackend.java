package dev.chatstore.core.audit.store;

import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.SessionScope;
import dev.chatstore.api.spi.SessionWrite;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.core.audit.AuditAction;
import dev.chatstore.core.audit.AuditSubject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records what one actor does with sessions: deletes before they are made, reads before what was read is returned. Saves are
 * what a bot does all the time, as appends are, and are not recorded.
 */
final class AuditedSessionBackend implements SessionBackend {
    private final SessionBackend sessions;
    private final ActorLog log;

    AuditedSessionBackend(SessionBackend sessions, ActorLog log) {
        this.sessions = sessions;
        this.log = log;
    }

    @Override
    public boolean delete(SessionId id) {
        return log.change(AuditAction.DELETE, AuditSubject.of(id), Map.of(), () -> sessions.delete(id), done -> done);
    }

    @Override
    public Optional<StoredSession> find(SessionId id) {
        return log.read(AuditSubject.of(id), sessions.find(id), Map.of());
    }

    @Override
    public Optional<StoredSession> recall(SessionId id) {
        return log.read(AuditSubject.of(id), sessions.recall(id), Map.of());
    }

    @Override
    public Optional<StoredSession> use(SessionId id, @Nullable Duration timeToLive) {
        return log.read(AuditSubject.of(id), sessions.use(id, timeToLive), Map.of());
    }

    @Override
    public List<StoredSession> list(SessionScope scope, @Nullable SessionId after, int limit) {
        List<StoredSession> found = sessions.list(scope, after, limit);
        return log.read(
                AuditSubject.ofQuery(scope.tenant(), scope.owner()), found, Map.of("sessions", (long) found.size()));
    }

    @Override
    public StoredSession confirm(StoredSession read, @Nullable Duration timeToLive) {
        return sessions.confirm(read, timeToLive);
    }

    @Override
    public StoredSession getOrCreate(SessionId id, SessionWrite initial) {
        return sessions.getOrCreate(id, initial);
    }

    @Override
    public StoredSession compareAndSet(SessionId id, long expectedVersion, SessionWrite write) {
        return sessions.compareAndSet(id, expectedVersion, write);
    }

    @Override
    public StoredSession compareAndSet(StoredSession read, SessionWrite write) {
        return sessions.compareAndSet(read, write);
    }

    @Override
    public Set<SessionId> load(List<StoredSession> loaded) {
        return sessions.load(loaded);
    }

    @Override
    public boolean replace(StoredSession read, StoredSession replacement) {
        return sessions.replace(read, replacement);
    }

    @Override
    public Instant now() {
        return sessions.now();
    }

    @Override
    public long count(SessionScope scope) {
        return sessions.count(scope);
    }
}
