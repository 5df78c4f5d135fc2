package dev.chatstore.core.dump;

import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.Storage;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.core.dump.form.ContentDigests;
import dev.chatstore.core.pseudonym.KeyRecord;
import dev.chatstore.core.pseudonym.Pseudonyms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Stores sessions that come from elsewhere, and compares those that exist. For one thread. */
final class SessionRestore {
    private static final int SESSIONS = 500;
    private static final long CHARACTERS = 4 << 20;

    private final StoreAccess store;
    private final Pseudonyms pseudonyms;
    private final ConversationRestore.Options options;
    private final RestoreTally tally;
    private final Runnable progress;
    private final Map<SessionId, StoredSession> waiting = new LinkedHashMap<>();
    private long characters;

    SessionRestore(Storage storage, ConversationRestore.Options options, RestoreTally tally, Runnable progress) {
        this.store = Access.to(storage);
        this.pseudonyms = Pseudonyms.in(storage);
        this.options = options;
        this.tally = tally;
        this.progress = progress;
    }

    /** A session that takes the place of one that was read, or of none. */
    private record Pending(StoredSession session, @Nullable StoredSession read) {}

    void add(StoredSession given) {
        if (pseudonyms.isOn() && KeyRecord.is(given.id())) {
            // The store has one of its own, and with other keys the conversations were refused.
            return;
        }
        StoredSession session = pseudonyms.of(given);
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
        List<StoredSession> sessions = live(List.copyOf(waiting.values()));
        waiting.clear();
        characters = 0;
        if (sessions.isEmpty()) {
            return;
        }
        ConversationRestore.checkNotInterrupted();
        Map<SessionId, ChatStoreException> refusals = refusals(sessions);
        Set<SessionId> loaded = options.dryRun() ? Set.of() : load(sessions, refusals.keySet());
        List<Pending> pending = new ArrayList<>();
        try (Existing existing = new Existing(store)) {
            sessions.stream()
                    .filter(session -> !loaded.contains(session.id()))
                    .forEach(session -> pending.addAll(pending(session, existing, refusals.get(session.id()))));
        }
        // After the snapshot, whose connection may be the only one.
        pending.forEach(this::store);
        progress.run();
    }

    /** Counts those that have expired, which take the place of none, and returns the others. */
    private List<StoredSession> live(List<StoredSession> sessions) {
        if (sessions.stream().allMatch(session -> session.expires() == null)) {
            return sessions;
        }
        Instant now = store.sessionTime();
        List<StoredSession> live = new ArrayList<>(sessions.size());
        for (StoredSession session : sessions) {
            Instant expires = session.expires();
            if (expires == null || expires.isAfter(now)) {
                live.add(session);
            } else {
                tally.expiredSession();
            }
        }
        return live;
    }

    private Map<SessionId, ChatStoreException> refusals(List<StoredSession> sessions) {
        Map<SessionId, ChatStoreException> refusals = new HashMap<>();
        for (StoredSession session : sessions) {
            try {
                store.check(session);
            } catch (ChatStoreException e) {
                if (!RestoreTally.isRefusal(e)) {
                    throw e;
                }
                refusals.put(session.id(), e);
            }
        }
        return refusals;
    }

    private Set<SessionId> load(List<StoredSession> sessions, Set<SessionId> refused) {
        Set<SessionId> loaded = store.loadSessions(sessions.stream()
                .filter(session -> !refused.contains(session.id()))
                .toList());
        tally.addedSessions(loaded.size());
        return loaded;
    }

    /**
     * Counts a session that was not loaded, or returns it if it is to be stored by itself.
     *
     * @param refusal why the store refuses it, or null
     */
    private List<Pending> pending(StoredSession session, Existing existing, @Nullable ChatStoreException refusal) {
        Optional<StoredSession> found;
        try {
            found = existing.find(session.id());
        } catch (CorruptDataException e) {
            tally.different(session.id());
            return List.of();
        }
        if (found.isPresent() && ContentDigests.isSame(session, found.get())) {
            tally.sessionAlreadyThere();
        } else if (found.isPresent() && !options.replaces()) {
            tally.different(session.id());
        } else if (refusal != null) {
            tally.refusedSession(refusal);
        } else {
            // What is missing in a run was deleted at this moment.
            return List.of(new Pending(session, found.orElse(null)));
        }
        return List.of();
    }

    private void store(Pending pending) {
        StoredSession session = pending.session();
        StoredSession read = pending.read();
        if (read == null) {
            if (options.dryRun() || store.loadSessions(List.of(session)).contains(session.id())) {
                tally.addedSessions(1);
            } else {
                tally.different(session.id());
            }
        } else if (options.dryRun() || store.replaceSession(read, session)) {
            tally.replacedSession();
        } else {
            tally.different(session.id());
        }
    }
}
