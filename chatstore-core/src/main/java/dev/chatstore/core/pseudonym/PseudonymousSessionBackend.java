package dev.chatstore.core.pseudonym;

import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.SessionScope;
import dev.chatstore.api.spi.SessionWrite;
import dev.chatstore.api.spi.StoredSession;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gives the sessions behind the stored forms of ids alone. A result about a given session has the id that was given. */
final class PseudonymousSessionBackend implements SessionBackend {
    private final SessionBackend sessions;
    private final Pseudonyms pseudonyms;

    PseudonymousSessionBackend(SessionBackend sessions, Pseudonyms pseudonyms) {
        this.sessions = sessions;
        this.pseudonyms = pseudonyms;
    }

    private SessionWrite stored(SessionId id, SessionWrite write) {
        return StoredForm.of(pseudonyms, id.tenant(), write);
    }

    @Override
    public Optional<StoredSession> find(SessionId id) {
        return sessions.find(pseudonyms.of(id)).map(session -> StoredForm.named(session, id));
    }

    @Override
    public Optional<StoredSession> recall(SessionId id) {
        return sessions.recall(pseudonyms.of(id)).map(session -> StoredForm.named(session, id));
    }

    @Override
    public Optional<StoredSession> use(SessionId id, @Nullable Duration timeToLive) {
        return sessions.use(pseudonyms.of(id), timeToLive).map(session -> StoredForm.named(session, id));
    }

    @Override
    public StoredSession confirm(StoredSession read, @Nullable Duration timeToLive) {
        return StoredForm.named(sessions.confirm(pseudonyms.of(read), timeToLive), read.id());
    }

    @Override
    public StoredSession getOrCreate(SessionId id, SessionWrite initial) {
        return StoredForm.named(sessions.getOrCreate(pseudonyms.of(id), stored(id, initial)), id);
    }

    @Override
    public StoredSession compareAndSet(SessionId id, long expectedVersion, SessionWrite write) {
        return StoredForm.named(sessions.compareAndSet(pseudonyms.of(id), expectedVersion, stored(id, write)), id);
    }

    @Override
    public StoredSession compareAndSet(StoredSession read, SessionWrite write) {
        StoredSession stored = pseudonyms.of(read);
        SessionWrite change = stored(read.id(), write);
        // The caller compares the owner that was given with the stored one, which always differ.
        boolean isSame = !Objects.equals(change.owner(), write.owner())
                && Objects.equals(change.owner(), stored.owner())
                && change.state().equals(stored.state());
        return StoredForm.named(
                isSame ? sessions.confirm(stored, change.timeToLive()) : sessions.compareAndSet(stored, change),
                read.id());
    }

    @Override
    public Set<SessionId> load(List<StoredSession> loaded) {
        Map<SessionId, SessionId> given = new LinkedHashMap<>();
        List<StoredSession> stored = loaded.stream().map(pseudonyms::of).toList();
        for (int i = 0; i < loaded.size(); i++) {
            given.put(stored.get(i).id(), loaded.get(i).id());
        }
        return sessions.load(stored).stream()
                .map(id -> given.getOrDefault(id, id))
                .collect(Collectors.toSet());
    }

    @Override
    public boolean replace(StoredSession read, StoredSession replacement) {
        return sessions.replace(pseudonyms.of(read), pseudonyms.of(replacement));
    }

    @Override
    public Instant now() {
        return sessions.now();
    }

    @Override
    public boolean delete(SessionId id) {
        return sessions.delete(pseudonyms.of(id));
    }

    @Override
    public List<StoredSession> list(SessionScope scope, @Nullable SessionId after, int limit) {
        return sessions.list(StoredForm.of(pseudonyms, scope), after == null ? null : pseudonyms.of(after), limit);
    }

    @Override
    public long count(SessionScope scope) {
        return sessions.count(StoredForm.of(pseudonyms, scope));
    }
}
