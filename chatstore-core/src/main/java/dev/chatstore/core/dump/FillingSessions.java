package dev.chatstore.core.dump;

import dev.chatstore.api.LimitExceededException;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.Storage;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.api.spi.StoredSession;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Stores sessions that come from elsewhere, and compares those that exist. For one thread. */
final class FillingSessions {
    private static final int SESSIONS = 500;
    private static final long CHARACTERS = 4 << 20;

    private final StoreAccess store;
    private final FillingMode mode;
    private final RestoreTally tally;
    private final Runnable progress;
    private final Map<SessionId, StoredSession> waiting = new LinkedHashMap<>();
    private long characters;

    FillingSessions(Storage storage, FillingMode mode, RestoreTally tally, Runnable progress) {
        this.store = Access.to(storage);
        this.mode = mode;
        this.tally = tally;
        this.progress = progress;
    }

    void add(StoredSession session) {
        if (waiting.containsKey(session.id())) {
            flush();
        }
        waiting.put(session.id(), session);
        characters += session.state().length();
        if (waiting.size() >= SESSIONS || characters >= CHARACTERS) {
            flush();
        }
    }

    /** Stores all that waits. */
    void flush() {
        List<StoredSession> sessions = List.copyOf(waiting.values());
        waiting.clear();
        characters = 0;
        if (sessions.isEmpty()) {
            return;
        }
        Set<SessionId> loaded = mode == FillingMode.DRY_RUN ? Set.of() : load(sessions);
        try (Existing existing = new Existing(store)) {
            sessions.stream()
                    .filter(session -> !loaded.contains(session.id()))
                    .forEach(session -> compare(session, existing.find(session.id())));
        }
        progress.run();
    }

    /** Returns the ids of those about which all is said: that were stored, or are refused. */
    private Set<SessionId> load(List<StoredSession> sessions) {
        try {
            return added(store.loadSessions(sessions));
        } catch (LimitExceededException e) {
            // Nothing of the call was stored: each by itself shows which is refused.
            Set<SessionId> settled = new HashSet<>();
            sessions.forEach(session -> settled.addAll(loadOne(session)));
            return settled;
        }
    }

    private Set<SessionId> loadOne(StoredSession session) {
        try {
            return added(store.loadSessions(List.of(session)));
        } catch (LimitExceededException e) {
            tally.refusedSession(e);
            return Set.of(session.id());
        }
    }

    private Set<SessionId> added(Set<SessionId> loaded) {
        tally.addedSessions(loaded.size());
        return loaded;
    }

    private void compare(StoredSession session, Optional<StoredSession> found) {
        if (found.isEmpty()) {
            if (mode == FillingMode.DRY_RUN) {
                tally.addedSessions(1);
            } else {
                // It was not stored, and there is none: its time is over.
                tally.expiredSession();
            }
        } else if (Contents.digest(found.get()).equals(Contents.digest(session))) {
            tally.sessionAlreadyThere();
        } else if (mode == FillingMode.TAKING_THEIRS) {
            store.deleteSession(session.id());
            if (store.loadSessions(List.of(session)).contains(session.id())) {
                tally.replacedSession();
            } else {
                tally.different(session.id());
            }
        } else {
            tally.different(session.id());
        }
    }
}
