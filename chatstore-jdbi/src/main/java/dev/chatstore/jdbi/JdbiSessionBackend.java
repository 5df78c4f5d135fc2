package dev.chatstore.jdbi;

import dev.chatstore.api.ConflictException;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.StoredSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The store of sessions on a database. A removed session stays for a while with its version, as one that is gone. */
final class JdbiSessionBackend implements SessionBackend {
    private final Engine engine;
    private final RandomGenerator random;

    JdbiSessionBackend(Engine engine, RandomGenerator random) {
        this.engine = engine;
        this.random = random;
    }

    @Override
    public Optional<StoredSession> find(SessionKey key) {
        return engine.transactions().read(handle -> find(handle, key, engine.now()));
    }

    private Optional<StoredSession> find(Handle handle, SessionKey key, Instant now) {
        return session(key, engine.query(handle, Sql.SELECT_SESSION, key).bind("now", Micros.of(now)));
    }

    @Override
    public Optional<StoredSession> use(SessionKey key, @Nullable Duration timeToLive) {
        return timeToLive == null
                ? find(key)
                : engine.transactions().write((handle, again) -> use(handle, key, timeToLive));
    }

    private Optional<StoredSession> use(Handle handle, SessionKey key, @Nullable Duration timeToLive) {
        Instant now = engine.now();
        return session(
                key,
                engine.query(handle, Sql.USE_SESSION, key)
                        .bind("now", Micros.of(now))
                        .bind("expires", expiry(now, timeToLive)));
    }

    @Override
    public StoredSession getOrCreate(SessionKey key, String state, @Nullable Duration timeToLive) {
        Content content = new Content(state, timeToLive, random.nextLong());
        return engine.transactions()
                .write((handle, again) -> save(handle, key, 0, content)
                        .orElseGet(() -> use(handle, key, timeToLive).orElseThrow()));
    }

    @Override
    public StoredSession compareAndSet(
            SessionKey key, long expectedVersion, String state, @Nullable Duration timeToLive) {
        Content content = new Content(state, timeToLive, random.nextLong());
        return engine.transactions().write((handle, again) -> {
            if (again) {
                Optional<StoredSession> saved = session(
                        key, engine.query(handle, Sql.SELECT_SAVED_SESSION, key).bind("token", content.token()));
                if (saved.isPresent()) {
                    return saved.get();
                }
            }
            return save(handle, key, expectedVersion, content).orElseThrow(() -> {
                long version = find(handle, key, engine.now())
                        .map(StoredSession::version)
                        .orElse(0L);
                return ConflictException.of(key, expectedVersion, version);
            });
        });
    }

    @Override
    public boolean delete(SessionKey key) {
        AtomicBoolean found = new AtomicBoolean();
        return engine.transactions().write((handle, again) -> {
            int rows = engine.update(handle, Sql.DELETE_SESSION, key)
                    .bind("now", Micros.of(engine.now()))
                    .execute();
            found.set(rows > 0 || (again && found.get()));
            return found.get();
        });
    }

    private Optional<StoredSession> save(Handle handle, SessionKey key, long expectedVersion, Content content) {
        Instant now = engine.now();
        Query statement = expectedVersion == 0
                ? engine.query(handle, Sql.CREATE_SESSION, key)
                : engine.query(handle, Sql.SAVE_SESSION, key).bind("expected", expectedVersion);
        return session(
                key,
                statement
                        .bind("state", content.state())
                        .bind("now", Micros.of(now))
                        .bind("expires", expiry(now, content.timeToLive()))
                        .bind("token", content.token()));
    }

    private static Optional<StoredSession> session(SessionKey key, Query query) {
        return query.map((row, context) -> new StoredSession(
                        key,
                        row.getLong(1),
                        row.getString(2),
                        Micros.toInstant(row.getLong(3)),
                        Micros.toInstant(row.getLong(4)),
                        MessageMapper.instantOrNull(row, 5)))
                .findOne();
    }

    private static @Nullable Long expiry(Instant now, @Nullable Duration timeToLive) {
        return timeToLive == null ? null : Micros.of(now.plus(timeToLive));
    }

    /** What is saved, with the token that tells after a lost reply whether it was. */
    private record Content(String state, @Nullable Duration timeToLive, long token) {}
}
