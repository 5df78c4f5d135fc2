package dev.chatstore.redis.store;

import dev.chatstore.api.ConflictException;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.SessionScope;
import dev.chatstore.api.spi.SessionWrite;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.redis.client.Reply;
import dev.chatstore.redis.client.ScriptCall;
import dev.chatstore.redis.store.form.SessionEntry;
import dev.chatstore.redis.store.form.SessionFields;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The store of sessions on Redis: each session is one hash, and each method one script. Only a call that
 * creates a session or changes its owner takes another round trip, for the entry in the lists, and {@link #compareAndSet}
 * a third one, to repeat the script with that entry.
 */
final class RedisSessionBackend implements SessionBackend {
    private final StoreContext store;
    private final SessionLists lists;

    RedisSessionBackend(StoreContext store, SessionLists lists) {
        this.store = store;
        this.lists = lists;
    }

    @Override
    public Optional<StoredSession> find(SessionId id) {
        ScriptCall.Builder call = on(StoreScript.SESSION_FIND, id);
        return session(id, Reply.of(store.calls().query(call.call())));
    }

    @Override
    public Optional<StoredSession> use(SessionId id, @Nullable Duration timeToLive) {
        return session(id, run(withExpiry(StoreScript.SESSION_USE, id, timeToLive)));
    }

    @Override
    public StoredSession getOrCreate(SessionId id, SessionWrite initial) {
        // Called for missing sessions, so the entry is added first.
        String nonce = lists.add(id, initial.owner()).nonce();
        Reply reply = write(StoreScript.SESSION_GET_OR_CREATE, id, initial, nonce, "", "");
        return session(id, reply).orElseThrow(Reply::unreadable);
    }

    @Override
    public StoredSession compareAndSet(SessionId id, long expectedVersion, SessionWrite write) {
        return compareAndSet(id, expectedVersion, "", write);
    }

    @Override
    public StoredSession compareAndSet(StoredSession read, SessionWrite write) {
        return compareAndSet(read.id(), read.version(), Long.toString(Micros.of(read.updated())), write);
    }

    private StoredSession compareAndSet(SessionId id, long expectedVersion, String readUpdated, SessionWrite write) {
        Reply reply = write(StoreScript.SESSION_SAVE, id, write, "", Long.toString(expectedVersion), readUpdated);
        if (reply.outcome().equals("CONFLICT")) {
            throw ConflictException.ofSession(id, expectedVersion, reply.number(1));
        }
        if (reply.outcome().equals("REMOVED")) {
            throw UnavailableException.maybeDone(
                    "the session " + id
                            + " was deleted after it was saved and before the reply arrived; find it to see",
                    true,
                    null);
        }
        StoredSession saved = session(id, reply).orElseThrow(Reply::unreadable);
        if (reply.size() > 3) {
            lists.remove(new SessionEntry(id, reply.text(3), reply.text(4)));
        }
        return saved;
    }

    /**
     * Runs a script that writes, again with a new entry of the lists if it needs one. An entry that the session does not
     * name in the end, since another writer was first, is not removed: a late attempt of this write may still use it.
     */
    private Reply write(
            StoreScript script,
            SessionId id,
            SessionWrite write,
            String firstNonce,
            String expectedVersion,
            String readUpdated) {
        String owner = write.owner() == null ? "" : write.owner();
        long token = store.token(List.of(utf8(write.state()), utf8(owner), utf8(expectedVersion)));
        String nonce = firstNonce;
        while (true) {
            Reply reply = run(withExpiry(script, id, write.timeToLive())
                    .with(store.nowMicros())
                    .with(token)
                    .with(write.state())
                    .with(owner)
                    .with(nonce)
                    .with(expectedVersion)
                    .with(readUpdated));
            if (!reply.outcome().equals("ENTRY")) {
                return reply;
            }
            nonce = lists.add(id, write.owner()).nonce();
        }
    }

    @Override
    public Set<SessionId> load(List<StoredSession> sessions) {
        return new SessionLoads(store, lists).load(sessions);
    }

    @Override
    public boolean replace(StoredSession read, StoredSession replacement) {
        return new SessionLoads(store, lists).replace(read, replacement);
    }

    @Override
    public Instant now() {
        return Micros.toInstant(store.clock().micros(store.keys().sessionTenants()));
    }

    @Override
    public boolean delete(SessionId id) {
        Reply reply = run(on(StoreScript.SESSION_DELETE, id).with(store.token(List.of())));
        if (!reply.outcome().equals("DELETED")) {
            return false;
        }
        if (reply.size() > 2) {
            lists.remove(new SessionEntry(id, reply.text(1), reply.text(2)));
        }
        return true;
    }

    @Override
    public List<StoredSession> list(SessionScope scope, @Nullable SessionId after, int limit) {
        return lists.list(scope, after, limit);
    }

    @Override
    public long count(SessionScope scope) {
        return lists.count(scope);
    }

    private Reply run(ScriptCall.Builder call) {
        return Reply.of(store.calls().run(call.call()));
    }

    private ScriptCall.Builder on(StoreScript script, SessionId id) {
        return script.on(List.of(store.keys().of(id))).with(store.clock().argument());
    }

    /** Returns a call with the time to live in microseconds, empty for none. */
    private ScriptCall.Builder withExpiry(StoreScript script, SessionId id, @Nullable Duration timeToLive) {
        ScriptCall.Builder call = on(script, id);
        return timeToLive == null ? call.with("") : call.with(TimeUnit.MICROSECONDS.convert(timeToLive));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<StoredSession> session(SessionId id, Reply reply) {
        return reply.outcome().equals("SESSION")
                ? Optional.of(new SessionFields(id, reply.fields(1)).session(reply.number(2)))
                : Optional.empty();
    }
}
