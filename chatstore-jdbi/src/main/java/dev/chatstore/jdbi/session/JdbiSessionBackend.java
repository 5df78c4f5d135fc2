package dev.chatstore.jdbi.session;

import dev.chatstore.api.ConflictException;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.SessionScope;
import dev.chatstore.api.spi.SessionWrite;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.jdbi.sql.SelectList;
import dev.chatstore.jdbi.sql.Sql;
import dev.chatstore.jdbi.sql.SqlHandle;
import dev.chatstore.jdbi.sql.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * The sessions in a database. The row of a removed session stays for a while with its version. Safe for use by several
 * threads.
 */
public final class JdbiSessionBackend implements SessionBackend {
    private static final SelectList COLUMNS = new SelectList("session_columns");
    private static final int VERSION = COLUMNS.position("version");
    private static final int STATE = COLUMNS.position("state");
    private static final int CREATED = COLUMNS.position("created_micros");
    private static final int UPDATED = COLUMNS.position("updated_micros");
    private static final int EXPIRES = COLUMNS.position("expires_micros");

    private final Transactions transactions;
    private final RandomGenerator random;

    /** Creates the sessions of a database. */
    public JdbiSessionBackend(Transactions transactions, RandomGenerator random) {
        this.transactions = transactions;
        this.random = random;
    }

    @Override
    public Optional<StoredSession> find(SessionId key) {
        return transactions.read(sql -> find(sql, key, transactions.now()));
    }

    private Optional<StoredSession> find(SqlHandle sql, SessionId key, Instant now) {
        return session(key, sql.query(Sql.SELECT_SESSION, key).bind("now", Micros.of(now)));
    }

    @Override
    public Optional<StoredSession> use(SessionId key, @Nullable Duration timeToLive) {
        if (timeToLive == null) {
            return find(key);
        }
        return change(Sql.USE_SESSION, sql -> {
            Instant now = transactions.now();
            Map<String, @Nullable Object> parameters = new HashMap<>();
            parameters.put("now", Micros.of(now));
            parameters.put("expires", expiry(now, timeToLive));
            return changed(sql, key, Sql.USE_SESSION, parameters, () -> find(sql, key, now));
        });
    }

    @Override
    public StoredSession getOrCreate(SessionId key, SessionWrite write) {
        Content content = new Content(write.state(), write.timeToLive(), random.nextLong());
        return change(Sql.GET_OR_CREATE_SESSION, sql -> {
            Instant now = transactions.now();
            return changed(sql, key, Sql.GET_OR_CREATE_SESSION, parameters(content, now), () -> find(sql, key, now))
                    .orElseThrow();
        });
    }

    @Override
    public StoredSession compareAndSet(SessionId key, long expectedVersion, SessionWrite write) {
        Content content = new Content(write.state(), write.timeToLive(), random.nextLong());
        Sql statement = expectedVersion == 0 ? Sql.CREATE_SESSION : Sql.SAVE_SESSION;
        return change(statement, sql -> {
                    Optional<StoredSession> saved = sql.mayBeCommitted() ? saved(sql, key, content) : Optional.empty();
                    return saved.or(() -> {
                        Map<String, @Nullable Object> parameters = parameters(content, transactions.now());
                        if (expectedVersion > 0) {
                            parameters.put("expected", expectedVersion);
                        }
                        return changed(sql, key, statement, parameters, () -> saved(sql, key, content));
                    });
                })
                .orElseThrow(() -> ConflictException.ofSession(
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

    /** Returns the session if it holds the saved content. */
    private Optional<StoredSession> saved(SqlHandle sql, SessionId key, Content content) {
        return session(key, sql.query(Sql.SELECT_SAVED_SESSION, key).bind("token", content.token()));
    }

    /** Runs a change: as a single statement if that returns the row, else in a transaction that also reads it back. */
    private <T> T change(Sql statement, Function<SqlHandle, T> work) {
        return transactions.statements().returnsRows(statement)
                ? transactions.statement(work)
                : transactions.write(work);
    }

    private Optional<StoredSession> changed(
            SqlHandle sql,
            SessionId key,
            Sql statement,
            Map<String, @Nullable Object> parameters,
            Supplier<Optional<StoredSession>> readBack) {
        if (transactions.statements().returnsRows(statement)) {
            return session(key, sql.query(statement, key).bindMap(parameters));
        }
        int rows = sql.update(statement, key).bindMap(parameters).execute();
        return rows > 0 ? readBack.get() : Optional.empty();
    }

    @Override
    public boolean delete(SessionId key) {
        AtomicBoolean found = new AtomicBoolean();
        return transactions.statement(sql -> {
            int rows = sql.update(Sql.DELETE_SESSION, key)
                    .bind("now", Micros.of(transactions.now()))
                    .execute();
            found.set(rows > 0 || (sql.mayBeCommitted() && found.get()));
            return found.get();
        });
    }

    @Override
    public List<StoredSession> list(SessionScope scope, @Nullable SessionId after, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long count(SessionScope scope) {
        throw new UnsupportedOperationException();
    }

    private static Optional<StoredSession> session(SessionId key, Query query) {
        return query.map((row, context) -> new StoredSession(
                        key,
                        null,
                        row.getLong(VERSION),
                        row.getString(STATE),
                        Micros.toInstant(row.getLong(CREATED)),
                        Micros.toInstant(row.getLong(UPDATED)),
                        expires(row)))
                .findOne();
    }

    private static @Nullable Instant expires(ResultSet row) throws SQLException {
        long expires = row.getLong(EXPIRES);
        return row.wasNull() ? null : Micros.toInstant(expires);
    }

    private static @Nullable Long expiry(Instant now, @Nullable Duration timeToLive) {
        return timeToLive == null ? null : Micros.of(now.plus(timeToLive));
    }

    /** Content to save, with a token that shows after a lost reply whether it was saved. */
    private record Content(String state, @Nullable Duration timeToLive, long token) {}
}
