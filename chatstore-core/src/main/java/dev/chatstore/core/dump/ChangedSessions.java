package dev.chatstore.core.dump;

import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.core.dump.form.ContentDigests;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Passes on those sessions that a target does not have as they are, so that the others cost it no write. For one thread. */
final class ChangedSessions {
    private static final int SESSIONS = 500;
    private static final long CHARACTERS = 4 << 20;

    private final StoreAccess target;
    private final RestoreTally tally;
    private final Consumer<StoredSession> action;
    private final List<StoredSession> waiting = new ArrayList<>();
    private long characters;

    ChangedSessions(StoreAccess target, RestoreTally tally, Consumer<StoredSession> action) {
        this.target = target;
        this.tally = tally;
        this.action = action;
    }

    void add(StoredSession session) {
        waiting.add(session);
        characters += session.state().length();
        if (waiting.size() >= SESSIONS || characters >= CHARACTERS) {
            flush();
        }
    }

    /** Passes on what waits. */
    void flush() {
        ConversationRestore.checkNotInterrupted();
        List<StoredSession> changed = new ArrayList<>();
        try (Existing existing = new Existing(target)) {
            waiting.forEach(session -> {
                if (isThere(session, existing)) {
                    tally.sessionAlreadyThere();
                } else {
                    changed.add(session);
                }
            });
        }
        waiting.clear();
        characters = 0;
        // After the snapshot, whose connection may be the only one.
        changed.forEach(action);
    }

    private static boolean isThere(StoredSession session, Existing existing) {
        try {
            return existing.find(session.id())
                    .filter(found -> ContentDigests.isSame(session, found))
                    .isPresent();
        } catch (CorruptDataException e) {
            return false;
        }
    }
}
