package dev.chatstore.jdbi.session;

import dev.chatstore.api.ConflictException;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.SessionScope;
import dev.chatstore.api.spi.SessionWrite;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.core.codec.WriteToken;
import dev.chatstore.jdbi.sql.Sql;
import dev.chatstore.jdbi.sql.SqlHandle;
import dev.chatstore.jdbi.sql.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The sessions in a database. The row of a deleted session stays for a while with its version, without owner and state.
 * Safe for use by several threads.
 */
public final class JdbiSessionBackend implements SessionBackend {
    private final Transactions transactions;
    private final SelectSessions selectSessions;
    private final ChangeReadSession changeRead;
    private final LoadSessions loadSessions;
    private final RandomGenerator random;

    /** Creates the sessions of a database. */
    public JdbiSessionBackend(Transactions transactions, RandomGenerator random) {
        this.transactions = transactions;
        this.random = random;
        selectSessions = new SelectSessions(transactions);
        changeRead = new ChangeReadSession(transactions);
        loadSessions = new LoadSessions(transactions, random);
    }

    @Override
    public Optional<StoredSession> find(SessionId id) {
        return readable(
                id, () -> transactions.read(sql -> SessionMapper.session(id, sql.query(Sql.SELECT_SESSION, id))));
    }

    private static Optional<StoredSession> changed(SqlHandle sql, SessionId id) {
        return SessionMapper.session(id, sql.query(Sql.SELECT_CHANGED_SESSION, id));
    }

    @Override
    public Optional<StoredSession> use(SessionId id, @Nullable Duration timeToLive) {
        if (timeToLive == null) {
            Optional<StoredSession> found = find(id);
            if (found.map(StoredSession::expires).isEmpty()) {
                return found;
            }
        }
        Long ttl = ChangeReadSession.micros(timeToLive);
        return readable(id, () -> {
            if (transactions.statements().returnsRows(Sql.USE_SESSION)) {
                return transactions.statement(sql ->
                        SessionMapper.session(id, sql.query(Sql.USE_SESSION, id).bind("ttl", ttl)));
            }
            int rows = transactions.statement(
                    sql -> sql.update(Sql.USE_SESSION, id).bind("ttl", ttl).execute());
            return rows == 0 ? Optional.empty() : transactions.read(sql -> changed(sql, id));
        });
    }

    @Override
    public StoredSession confirm(StoredSession read, @Nullable Duration timeToLive) {
        if (timeToLive == null || !transactions.statements().has(Sql.CONFIRM_SESSION)) {
            return SessionBackend.super.confirm(read, timeToLive);
        }
        return changeRead.confirm(read, timeToLive).orElseThrow(() -> conflict(read.id(), read.version()));
    }

    @Override
    public StoredSession getOrCreate(SessionId id, SessionWrite initial) {
        long token = token(id, initial);
        return change(id, Sql.GET_OR_CREATE_SESSION, sql -> {
            Map<String, @Nullable Object> parameters = parameters(initial, token);
            return changed(sql, id, Sql.GET_OR_CREATE_SESSION, parameters, () -> changed(sql, id))
                    .orElseThrow();
        });
    }

    @Override
    public StoredSession compareAndSet(SessionId id, long expectedVersion, SessionWrite write) {
        if (expectedVersion > 0 && !transactions.statements().returnsRows(Sql.SAVE_SESSION)) {
            StoredSession read = find(id).orElseThrow(() -> ConflictException.ofSession(id, expectedVersion, 0));
            if (read.version() != expectedVersion) {
                throw ConflictException.ofSession(id, expectedVersion, read.version());
            }
            return compareAndSet(read, write);
        }
        return compareAndSet(id, expectedVersion, null, write);
    }

    private StoredSession compareAndSet(
            SessionId id, long expectedVersion, @Nullable Instant readUpdated, SessionWrite write) {
        // Shows after a lost reply whether the state was saved.
        long token = token(id, write);
        Sql statement = expectedVersion == 0 ? Sql.CREATE_SESSION : Sql.SAVE_SESSION;
        return change(id, statement, sql -> {
                    Optional<StoredSession> saved =
                            sql.mayBeCommitted() ? ChangeReadSession.saved(sql, id, token) : Optional.empty();
                    return saved.or(() -> {
                        Map<String, @Nullable Object> parameters = parameters(write, token);
                        if (expectedVersion > 0) {
                            parameters.put("expected", expectedVersion);
                            parameters.put("read_updated", readUpdated == null ? null : Micros.of(readUpdated));
                        }
                        return changed(sql, id, statement, parameters, () -> ChangeReadSession.saved(sql, id, token));
                    });
                })
                .orElseThrow(() -> conflict(id, expectedVersion));
    }

    @Override
    public StoredSession compareAndSet(StoredSession read, SessionWrite write) {
        if (transactions.statements().returnsRows(Sql.SAVE_SESSION)) {
            return compareAndSet(read.id(), read.version(), read.updated(), write);
        }
        long token = token(read.id(), write);
        return readable(read.id(), () -> changeRead.save(read, write, token))
                .orElseThrow(() -> conflict(read.id(), read.version()));
    }

    private ConflictException conflict(SessionId id, long expectedVersion) {
        return ConflictException.ofSession(
                id, expectedVersion, find(id).map(StoredSession::version).orElse(0L));
    }

    private long token(SessionId id, SessionWrite write) {
        return WriteToken.ofTexts(random, id.tenant(), id.name(), id.value(), write.owner(), write.state());
    }

    private Map<String, @Nullable Object> parameters(SessionWrite write, long token) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("state", write.state());
        parameters.put("owner", write.owner());
        parameters.put("token", token);
        parameters.put("now", Micros.of(transactions.now()));
        parameters.put("ttl", ChangeReadSession.micros(write.timeToLive()));
        return parameters;
    }

    /** Runs a change: as a single statement if that returns the row, else in a transaction that also reads it back. */
    private <T> T change(SessionId id, Sql statement, Function<SqlHandle, T> work) {
        return readable(
                id,
                () -> transactions.statements().returnsRows(statement)
                        ? transactions.statement(work)
                        : transactions.write(work));
    }

    private Optional<StoredSession> changed(
            SqlHandle sql,
            SessionId id,
            Sql statement,
            Map<String, @Nullable Object> parameters,
            Supplier<Optional<StoredSession>> readBack) {
        if (transactions.statements().returnsRows(statement)) {
            return SessionMapper.session(id, sql.query(statement, id).bindMap(parameters));
        }
        int rows = sql.update(statement, id).bindMap(parameters).execute();
        return rows > 0 ? readBack.get() : Optional.empty();
    }

    @Override
    public Set<SessionId> load(List<StoredSession> sessions) {
        return loadSessions.load(sessions);
    }

    @Override
    public boolean replace(StoredSession read, StoredSession replacement) {
        return loadSessions.replace(read, replacement);
    }

    @Override
    public Instant now() {
        return Micros.toInstant(transactions.read(
                sql -> sql.query(Sql.SELECT_TIME).mapTo(Long.class).one()));
    }

    @Override
    public boolean delete(SessionId id) {
        AtomicBoolean found = new AtomicBoolean();
        return readable(
                id,
                // A transaction: the result is known before a reply can be lost, and a late request holds its lock.
                () -> transactions.write(sql -> {
                    int rows = sql.update(Sql.DELETE_SESSION, id).execute();
                    found.set(rows > 0 || (sql.mayBeCommitted() && found.get()));
                    return found.get();
                }));
    }

    @Override
    public List<StoredSession> list(SessionScope scope, @Nullable SessionId after, int limit) {
        return selectSessions.list(scope, after, limit);
    }

    @Override
    public long count(SessionScope scope) {
        return selectSessions.count(scope);
    }

    /** Makes a call and names the session if its row is damaged. */
    private static <T> T readable(SessionId id, Supplier<T> call) {
        try {
            return call.get();
        } catch (CorruptDataException e) {
            throw CorruptDataException.ofSession(id, "row", "cannot be read: " + e.getMessage(), e.getCause());
        }
    }
}
