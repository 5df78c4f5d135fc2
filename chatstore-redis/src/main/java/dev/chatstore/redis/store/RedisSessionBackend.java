package dev.chatstore.redis.store;

import dev.chatstore.api.ConflictException;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.redis.client.Reply;
import dev.chatstore.redis.client.ScriptCall;
import dev.chatstore.redis.codec.Micros;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The store of sessions on Redis: each session is one hash, each method one script. */
final class RedisSessionBackend implements SessionBackend {
    private final StoreContext store;

    RedisSessionBackend(StoreContext store) {
        this.store = store;
    }

    @Override
    public Optional<StoredSession> find(SessionKey key) {
        ScriptCall.Builder call =
                StoreScript.SESSION_FIND.on(List.of(store.keys().of(key))).with(store.nowMicros());
        return session(key, run(call));
    }

    @Override
    public Optional<StoredSession> use(SessionKey key, @Nullable Duration timeToLive) {
        return session(key, run(call(StoreScript.SESSION_USE, key, timeToLive)));
    }

    @Override
    public StoredSession getOrCreate(SessionKey key, String state, @Nullable Duration timeToLive) {
        ScriptCall.Builder call = call(StoreScript.SESSION_GET_OR_CREATE, key, timeToLive)
                .with(store.token())
                .with(state);
        return session(key, run(call)).orElseThrow(Reply::unreadable);
    }

    @Override
    public StoredSession compareAndSet(
            SessionKey key, long expectedVersion, String state, @Nullable Duration timeToLive) {
        Reply reply = run(call(StoreScript.SESSION_SAVE, key, timeToLive)
                .with(store.token())
                .with(state)
                .with(expectedVersion));
        if (reply.outcome().equals("CONFLICT")) {
            throw ConflictException.of(key, expectedVersion, reply.number(1));
        }
        return session(key, reply).orElseThrow(Reply::unreadable);
    }

    @Override
    public boolean delete(SessionKey key) {
        ScriptCall.Builder call = StoreScript.SESSION_DELETE
                .on(List.of(store.keys().of(key)))
                .with(store.nowMicros())
                .with(store.token());
        return run(call).outcome().equals("DELETED");
    }

    private Reply run(ScriptCall.Builder call) {
        return Reply.of(store.calls().run(call.call()));
    }

    /** Returns a call with the time, the expiry, and for how long the key is to be kept, as far as there is one. */
    private ScriptCall.Builder call(StoreScript script, SessionKey key, @Nullable Duration timeToLive) {
        Instant now = store.now();
        ScriptCall.Builder call = script.on(List.of(store.keys().of(key))).with(Micros.of(now));
        return timeToLive == null
                ? call.with("").with("")
                : call.with(Micros.of(now.plus(timeToLive))).with(timeToLive.toMillis() + 1);
    }

    private static Optional<StoredSession> session(SessionKey key, Reply reply) {
        if (!reply.outcome().equals("SESSION")) {
            return Optional.empty();
        }
        Reply fields = reply.list(1);
        return Optional.of(new StoredSession(
                key,
                fields.number(0),
                fields.text(1),
                Micros.toInstant(fields.number(2)),
                Micros.toInstant(fields.number(3)),
                fields.text(4).isEmpty() ? null : Micros.toInstant(fields.number(4))));
    }
}
