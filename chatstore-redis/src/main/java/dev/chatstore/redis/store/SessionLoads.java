package dev.chatstore.redis.store;

import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.redis.client.RedisCalls;
import dev.chatstore.redis.client.Reply;
import dev.chatstore.redis.client.ScriptCall;
import dev.chatstore.redis.store.form.SessionEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Stores sessions as they were: each is one script after a round trip for its entry, and those of a call are sent together. */
final class SessionLoads {
    private final StoreContext store;
    private final SessionLists lists;

    SessionLoads(StoreContext store, SessionLists lists) {
        this.store = store;
        this.lists = lists;
    }

    /** Stores those that do not exist, and returns their ids. */
    Set<SessionId> load(List<StoredSession> sessions) {
        Set<SessionId> loaded = new HashSet<>();
        List<StoredSession> left = sessions;
        while (!left.isEmpty()) {
            List<RedisCalls.Result> results =
                    store.calls().runAll(left.stream().map(this::call).toList());
            List<StoredSession> again = new ArrayList<>();
            for (int i = 0; i < left.size(); i++) {
                ChatStoreException error = results.get(i).error();
                if (error != null) {
                    throw error;
                }
                switch (Reply.of(results.get(i).reply()).outcome()) {
                    case "LOADED" -> loaded.add(left.get(i).id());
                    case "ENTRY" -> again.add(left.get(i));
                    default -> {
                        // It exists.
                    }
                }
            }
            left = again;
        }
        return loaded;
    }

    /** Stores a session in the place of one that was read, and returns whether that was still the same. */
    boolean replace(StoredSession read, StoredSession replacement) {
        while (true) {
            Reply reply = Reply.of(store.calls()
                    .run(builder(StoreScript.SESSION_REPLACE, replacement)
                            .with(read.version())
                            .with(Micros.of(read.updated()))
                            .call()));
            switch (reply.outcome()) {
                case "REPLACED" -> {
                    if (reply.size() > 2) {
                        lists.remove(new SessionEntry(read.id(), reply.text(1), reply.text(2)));
                    }
                    return true;
                }
                case "CONFLICT" -> {
                    return false;
                }
                default -> {
                    // ENTRY.
                }
            }
        }
    }

    private ScriptCall call(StoredSession session) {
        return builder(StoreScript.SESSION_LOAD, session).call();
    }

    private ScriptCall.Builder builder(StoreScript script, StoredSession session) {
        String owner = session.owner() == null ? "" : session.owner();
        Instant expires = session.expires();
        // The entry comes first, so that every existing session is listed.
        String nonce = lists.add(session.id(), session.owner()).nonce();
        long token = store.token(List.of(utf8(session.state()), utf8(owner)));
        return script.on(List.of(store.keys().of(session.id())))
                .with(store.clock().argument())
                .with(nonce)
                .with(token)
                .with(session.version())
                .with(session.state())
                .with(Micros.of(session.created()))
                .with(Micros.of(session.updated()))
                .with(expires == null ? "" : Long.toString(Micros.of(expires)))
                .with(owner);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
