package dev.chatstore.bench.store;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionStore;
import dev.chatstore.bench.data.SampleMessages;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** 1,000 sessions of a store, which are updated one at a time. */
public final class SessionSet {
    private static final List<SessionKey> KEYS = IntStream.range(0, 1_000)
            .mapToObj(i -> SessionKey.of("session-%04d".formatted(i)))
            .toList();

    private final SessionStore<State> store;

    /** The state of a session. */
    record State(int turn, String note) {
        static State first() {
            return new State(1, SampleMessages.any().text());
        }

        State next() {
            return new State(turn + 1, SampleMessages.any().text());
        }
    }

    /** Uses the sessions of a storage. */
    public SessionSet(ChatStorage storage) {
        store = storage.sessions(State.class);
    }

    /** Returns the key of one of the sessions. */
    public static SessionKey any() {
        return KEYS.get(ThreadLocalRandom.current().nextInt(KEYS.size()));
    }

    /** Creates the sessions that do not exist. */
    public void create() {
        KEYS.forEach(key -> store.getOrCreate(key, State::first));
    }

    /** Updates a session and returns its version. */
    public long update() {
        return store.update(any(), State::next).orElseThrow().version();
    }
}
