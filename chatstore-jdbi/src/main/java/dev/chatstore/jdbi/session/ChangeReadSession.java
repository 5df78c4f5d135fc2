package dev.chatstore.jdbi.session;

import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.SessionWrite;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.jdbi.sql.Sql;
import dev.chatstore.jdbi.sql.SqlHandle;
import dev.chatstore.jdbi.sql.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * Changes a session that was read, where an update returns no rows: in one statement, which changes nothing if the session
 * has another version or another time of its last save. So one that arrives late changes nothing either. The result is what was read and sent, with the time
 * of expiry that the statement passes on. Safe for use by several threads.
 */
final class ChangeReadSession {
    private final Transactions transactions;

    ChangeReadSession(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Saves a state and returns the session, or empty if it has another version. */
    Optional<StoredSession> save(StoredSession read, SessionWrite write, long token) {
        Instant now = transactions.now();
        return transactions.statement(sql -> {
            Update save = sql.update(Sql.SAVE_SESSION, read.id())
                    .bind("expected", read.version())
                    .bind("read_updated", Micros.of(read.updated()))
                    .bind("state", write.state())
                    .bind("owner", write.owner())
                    .bind("token", token)
                    .bind("now", Micros.of(now))
                    .bind("ttl", micros(write.timeToLive()));
            OptionalLong expires = sql.numberOf(save);
            if (expires.isEmpty()) {
                return sql.mayBeCommitted() ? saved(sql, read.id(), token) : Optional.empty();
            }
            return Optional.of(new StoredSession(
                    read.id(),
                    write.owner() == null ? read.owner() : write.owner(),
                    read.version() + 1,
                    write.state(),
                    read.created(),
                    now,
                    expiry(expires.getAsLong(), write.timeToLive())));
        });
    }

    /** Extends the expiry and returns the session, or empty if it has another version. */
    Optional<StoredSession> confirm(StoredSession read, Duration timeToLive) {
        return transactions.statement(sql -> {
            OptionalLong expires = sql.numberOf(sql.update(Sql.CONFIRM_SESSION, read.id())
                    .bind("expected", read.version())
                    .bind("read_updated", Micros.of(read.updated()))
                    .bind("ttl", micros(timeToLive)));
            return expires.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new StoredSession(
                            read.id(),
                            read.owner(),
                            read.version(),
                            read.state(),
                            read.created(),
                            read.updated(),
                            expiry(expires.getAsLong(), timeToLive)));
        });
    }

    /** Returns the session if its last save was the one with the token. */
    static Optional<StoredSession> saved(SqlHandle sql, SessionId id, long token) {
        return SessionMapper.session(id, sql.query(Sql.SELECT_SAVED_SESSION, id).bind("token", token));
    }

    private static StoredSession.@Nullable Expiry expiry(long micros, @Nullable Duration timeToLive) {
        if (timeToLive == null) {
            return null;
        }
        if (micros == 0) {
            throw new IllegalStateException("the connections hide the keys that statements generate, which tell when a"
                    + " session expires: use the driver's own connections");
        }
        return new StoredSession.Expiry(Micros.toInstant(micros), timeToLive.truncatedTo(ChronoUnit.MICROS));
    }

    static @Nullable Long micros(@Nullable Duration timeToLive) {
        return timeToLive == null ? null : TimeUnit.MICROSECONDS.convert(timeToLive);
    }
}
