package dev.chatstore.jdbi;

import dev.chatstore.api.ConflictException;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.StoredSession;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The store of sessions on a database. A removed session stays for a while with its version, as one that is gone. */
final class JdbiSessionBackend implements SessionBackend {
    private static final SelectList COLUMNS = new SelectList("session_columns");
    private static final int VERSION = COLUMNS.position("version");
    private static final int STATE = COLUMNS.position("state");
    private static final int CREATED = COLUMNS.position("created_micros");
    private static final int UPDATED = COLUMNS.position("updated_micros");
    private static final int EXPIRES = COLUMNS.position("expires_micros");

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
        if (timeToLive == null) {
            return find(key);
        }
        return change(Sql.USE_SESSION, (handle, again) -> {
            Instant now = engine.now();
            Map<String, @Nullable Object> parameters = new HashMap<>();
            parameters.put("now", Micros.of(now));
            parameters.put("expires", expiry(now, timeToLive));
            return changed(handle, key, Sql.USE_SESSION, parameters, () -> find(handle, key, now));
        });
    }

    @Override
    public StoredSession getOrCreate(SessionKey key, String state, @Nullable Duration timeToLive) {
        Content content = new Content(state, timeToLive, random.nextLong());
        return change(Sql.GET_OR_CREATE_SESSION, (handle, again) -> {
            Instant now = engine.now();
            return changed(
                            handle,
                            key,
                            Sql.GET_OR_CREATE_SESSION,
                            parameters(content, now),
                            () -> find(handle, key, now))
                    .orElseThrow();
        });
    }

    @Override
    public StoredSession compareAndSet(
            SessionKey key, long expectedVersion, String state, @Nullable Duration timeToLive) {
        Content content = new Content(state, timeToLive, random.nextLong());
        Sql sql = expectedVersion == 0 ? Sql.CREATE_SESSION : Sql.SAVE_SESSION;
        return change(sql, (handle, again) -> {
                    Optional<StoredSession> saved = again ? saved(handle, key, content) : Optional.empty();
                    return saved.or(() -> {
                        Map<String, @Nullable Object> parameters = parameters(content, engine.now());
                        if (expectedVersion > 0) {
                            parameters.put("expected", expectedVersion);
                        }
                        return changed(handle, key, sql, parameters, () -> saved(handle, key, content));
                    });
                })
                .orElseThrow(() -> ConflictException.of(
                        key,
                        expectedVersion,
                        find(key).map(StoredSession::version).orElse(0L)));
    }

    private static Map<String, @Nullable Object> parameters(Content content, Instant now) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("state", content.state());
        parameters.put("token", content.token());
        parameters.put("now", Micros.of(now));
        parameters.put("expires", expiry(now, content.timeToLive()));
        return parameters;
    }

    /** Returns the session if it is as that content was saved. */
    private Optional<StoredSession> saved(Handle handle, SessionKey key, Content content) {
        return session(key, engine.query(handle, Sql.SELECT_SAVED_SESSION, key).bind("token", content.token()));
    }

    /** Runs a change: by itself if its statement returns the row, else in a transaction in which it is read back. */
    private <T> T change(Sql sql, Work<T> work) {
        return engine.statements().returnsRows(sql)
                ? engine.transactions().statement(work)
                : engine.transactions().write(work);
    }

    private Optional<StoredSession> changed(
            Handle handle,
            SessionKey key,
            Sql sql,
            Map<String, @Nullable Object> parameters,
            Supplier<Optional<StoredSession>> readBack) {
        if (engine.statements().returnsRows(sql)) {
            return session(key, engine.query(handle, sql, key).bindMap(parameters));
        }
        int rows = engine.update(handle, sql, key).bindMap(parameters).execute();
        return rows > 0 ? readBack.get() : Optional.empty();
    }

    @Override
    public boolean delete(SessionKey key) {
        AtomicBoolean found = new AtomicBoolean();
        return engine.transactions().statement((handle, again) -> {
            int rows = engine.update(handle, Sql.DELETE_SESSION, key)
                    .bind("now", Micros.of(engine.now()))
                    .execute();
            found.set(rows > 0 || (again && found.get()));
            return found.get();
        });
    }

    private static Optional<StoredSession> session(SessionKey key, Query query) {
        return query.map((row, context) -> new StoredSession(
                        key,
                        row.getLong(VERSION),
                        row.getString(STATE),
                        Micros.toInstant(row.getLong(CREATED)),
                        Micros.toInstant(row.getLong(UPDATED)),
                        MessageMapper.instantOrNull(row, EXPIRES)))
                .findOne();
    }

    private static @Nullable Long expiry(Instant now, @Nullable Duration timeToLive) {
        return timeToLive == null ? null : Micros.of(now.plus(timeToLive));
    }

    /** What is saved, with the token that tells after a lost reply whether it was. */
    private record Content(String state, @Nullable Duration timeToLive, long token) {}
}
