package dev.chatstore.redis.store;

import dev.chatstore.api.ConflictException;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.SessionScope;
import dev.chatstore.api.spi.SessionWrite;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.redis.client.Reply;
import dev.chatstore.redis.client.ScriptCall;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The store of sessions on Redis: each session is one hash, and each method one script. */
final class RedisSessionBackend implements SessionBackend {
    private final StoreContext store;

    RedisSessionBackend(StoreContext store) {
        this.store = store;
    }

    @Override
    public Optional<StoredSession> find(SessionId id) {
        return session(id, run(on(StoreScript.SESSION_FIND, id).with(store.nowMicros())));
    }

    @Override
    public Optional<StoredSession> use(SessionId id, @Nullable Duration timeToLive) {
        return session(id, run(withExpiry(StoreScript.SESSION_USE, id, timeToLive)));
    }

    @Override
    public StoredSession getOrCreate(SessionId id, SessionWrite write) {
        ScriptCall.Builder call = withExpiry(StoreScript.SESSION_GET_OR_CREATE, id, write.timeToLive())
                .with(store.token())
                .with(write.state());
        return session(id, run(call)).orElseThrow(Reply::unreadable);
    }

    @Override
    public StoredSession compareAndSet(SessionId id, long expectedVersion, SessionWrite write) {
        Reply reply = run(withExpiry(StoreScript.SESSION_SAVE, id, write.timeToLive())
                .with(store.token())
                .with(write.state())
                .with(expectedVersion));
        if (reply.outcome().equals("CONFLICT")) {
            throw ConflictException.ofSession(id, expectedVersion, reply.number(1));
        }
        return session(id, reply).orElseThrow(Reply::unreadable);
    }

    @Override
    public boolean delete(SessionId id) {
        ScriptCall.Builder call =
                on(StoreScript.SESSION_DELETE, id).with(store.nowMicros()).with(store.token());
        return run(call).outcome().equals("DELETED");
    }

    private Reply run(ScriptCall.Builder call) {
        return Reply.of(store.calls().run(call.call()));
    }

    private ScriptCall.Builder on(StoreScript script, SessionId id) {
        return script.on(List.of(store.keys().of(id)));
    }

    /** Returns a call with the time, the expiry, and the milliseconds to keep the id, both empty without an expiry. */
    private ScriptCall.Builder withExpiry(StoreScript script, SessionId id, @Nullable Duration timeToLive) {
        Instant now = store.now();
        ScriptCall.Builder call = on(script, id).with(Micros.of(now));
        return timeToLive == null
                ? call.with("").with("")
                : call.with(Micros.of(now.plus(timeToLive))).with(timeToLive.toMillis() + 1);
    }

    private static Optional<StoredSession> session(SessionId id, Reply reply) {
        if (!reply.outcome().equals("SESSION")) {
            return Optional.empty();
        }
        Map<String, byte[]> fields = reply.fields(1);
        String expires = text(fields, "expires");
        return Optional.of(new StoredSession(
                id,
                null,
                number(text(fields, "version")),
                text(fields, "state"),
                Micros.toInstant(number(text(fields, "created"))),
                Micros.toInstant(number(text(fields, "updated"))),
                expires.isEmpty() ? null : Micros.toInstant(number(expires))));
    }

    private static String text(Map<String, byte[]> fields, String name) {
        byte[] value = fields.get(name);
        if (value == null) {
            throw Reply.unreadable();
        }
        return new String(value, StandardCharsets.UTF_8);
    }

    private static long number(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw Reply.unreadable();
        }
    }

    @Override
    public List<StoredSession> list(SessionScope scope, @Nullable SessionId after, int limit) {
        throw new UnsupportedOperationException("sessions are not listed yet");
    }

    @Override
    public long count(SessionScope scope) {
        throw new UnsupportedOperationException("sessions are not counted yet");
    }
}
