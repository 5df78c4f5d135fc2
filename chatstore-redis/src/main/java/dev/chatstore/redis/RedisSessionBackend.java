package dev.chatstore.redis;

import dev.chatstore.api.ConflictException;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.StoredSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The store of sessions on Redis: each session is one hash, each method one script. */
final class RedisSessionBackend implements SessionBackend {
    private final Engine engine;

    RedisSessionBackend(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Optional<StoredSession> find(SessionKey key) {
        Call.Builder call = Call.of(Script.SESSION_FIND, engine.keys().of(key)).with(engine.now());
        return session(key, run(call));
    }

    @Override
    public Optional<StoredSession> use(SessionKey key, @Nullable Duration timeToLive) {
        return session(key, run(call(Script.SESSION_USE, key, timeToLive)));
    }

    @Override
    public StoredSession getOrCreate(SessionKey key, String state, @Nullable Duration timeToLive) {
        Call.Builder call = call(Script.SESSION_GET_OR_CREATE, key, timeToLive)
                .with(engine.token())
                .with(state);
        return session(key, run(call)).orElseThrow(Reply::unreadable);
    }

    @Override
    public StoredSession compareAndSet(
            SessionKey key, long expectedVersion, String state, @Nullable Duration timeToLive) {
        Reply reply = run(call(Script.SESSION_SAVE, key, timeToLive)
                .with(engine.token())
                .with(state)
                .with(expectedVersion));
        if (reply.outcome().equals("CONFLICT")) {
            throw ConflictException.of(key, expectedVersion, reply.number(1));
        }
        return session(key, reply).orElseThrow(Reply::unreadable);
    }

    @Override
    public boolean delete(SessionKey key) {
        Call.Builder call = Call.of(Script.SESSION_DELETE, engine.keys().of(key))
                .with(engine.now())
                .with(engine.token());
        return run(call).outcome().equals("DELETED");
    }

    private Reply run(Call.Builder call) {
        return Reply.of(engine.calls().run(call.call()));
    }

    /** Returns a call with the time, the expiry, and for how long the key is to be kept, as far as there is one. */
    private Call.Builder call(Script script, SessionKey key, @Nullable Duration timeToLive) {
        Instant now = engine.clock().instant();
        Call.Builder call = Call.of(script, engine.keys().of(key)).with(Micros.of(now));
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
