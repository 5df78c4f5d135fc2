package dev.chatstore.jdbi;

import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ClosedException;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.jdbi.Dialect.Failure;
import dev.chatstore.jdbi.Dialect.Locking;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs work on connections: tries again what may succeed, and tells what failed by the types of the API.
 *
 * <p>An interrupt does not break work off. The flag is taken down for as long as a connection is waited for or used,
 * since pools and drivers answer an interrupt with an error, and is put back at the end.
 */
final class Transactions {
    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);

    /** One for all, since it keeps what it has parsed: the statements are always the same. */
    private static final SqlParser PARSER = new ColonPrefixSqlParser();

    private static final int EVERYBODY = Integer.MAX_VALUE;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

    private final Semaphore open = new Semaphore(EVERYBODY);
    private final Jdbi reads;
    private final Jdbi statements;
    private final Jdbi transactions;
    private final Dialect dialect;
    private final @Nullable String endSession;
    private final Patience patience;

    Transactions(Databases databases, Dialect dialect, Statements texts, Patience patience) {
        endSession = texts.has(Sql.END_SESSION) ? texts.text(Sql.END_SESSION) : null;
        reads = jdbi(databases.reads());
        statements = jdbi(databases.statements());
        transactions = jdbi(databases.transactions());
        this.dialect = dialect;
        this.patience = patience;
    }

    private static Jdbi jdbi(DataSource dataSource) {
        Jdbi jdbi = Jdbi.create(dataSource);
        jdbi.getConfig(SqlStatements.class)
                .setTemplateEngine(TemplateEngine.NOP)
                .setSqlParser(PARSER);
        return jdbi;
    }

    /** Returns the attempt at work that begins now. */
    Attempt begin() {
        return patience.begin();
    }

    /** Returns what the work reads, outside any transaction: it is one statement. */
    <T> T read(Function<Handle, T> work) {
        return untilDone(begin(), ignored -> {
            try (Handle handle = reads.open()) {
                return work.apply(handle);
            }
        });
    }

    /** Returns what the work returns; it is one statement that writes, and a transaction by itself. */
    <T> T statement(Work<T> work) {
        return statement(begin(), work);
    }

    /** Returns what a statement of work that began before returns, as {@link #statement(Work)} does. */
    <T> T statement(Attempt attempt, Work<T> work) {
        return untilDone(attempt, tries -> {
            try (Handle handle = statements.open()) {
                if (tries.again() && tries.session != 0) {
                    endSession(handle, tries.session);
                }
                tries.session = session(handle);
                tries.committing = true;
                return work.run(handle, tries.again());
            }
        });
    }

    private long session(Handle handle) {
        try {
            return dialect.sessions().of(handle.getConnection());
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
    }

    /**
     * Ends the session of an earlier try, whose statement may still be on its way to the server: it must not be executed
     * after it was looked for and not found. A transaction needs none of this, since it holds its rows before its commit
     * can be on its way.
     */
    private void endSession(Handle handle, long session) {
        if (endSession == null) {
            return;
        }
        boolean ended = handle.createQuery(endSession)
                .bind("session", session)
                .mapTo(Boolean.class)
                .one();
        if (!ended) {
            throw new UnavailableException(
                    "the reply of " + dialect.name() + " was lost, and the outcome is unknown", true, null);
        }
    }

    /**
     * Returns what the work returns once its transaction is committed.
     *
     * @throws TakenException if a row breaks a rule of its table
     */
    <T> T write(Work<T> work) {
        return write(begin(), work);
    }

    /** Returns what a transaction of work that began before returns, as {@link #write(Work)} does. */
    <T> T write(Attempt attempt, Work<T> work) {
        return untilDone(attempt, tries -> {
            try (Handle handle = transactions.open()) {
                return inTransaction(handle, work, tries);
            }
        });
    }

    /** Returns whether others can be in the way of a part of some work only. */
    boolean holdsRows() {
        return dialect.locking() == Locking.ROWS;
    }

    /** Returns whether an error says that the work was rolled back for what others did to some of its rows. */
    boolean wasBusy(ChatStoreException error) {
        // No connection was to be had: that lies in no one's work, and each would wait for one all over again.
        return holdsRows()
                && error.getCause() instanceof SQLException cause
                && !(cause instanceof SQLTransientConnectionException)
                && dialect.failure(cause) == Failure.RETRY;
    }

    private static <T> T inTransaction(Handle handle, Work<T> work, Tries tries) {
        handle.begin();
        T result;
        try {
            result = work.run(handle, tries.again());
        } catch (RuntimeException e) {
            rollBack(handle, e);
            throw e;
        }
        tries.committing = true;
        handle.commit();
        return result;
    }

    private static void rollBack(Handle handle, RuntimeException reason) {
        try {
            handle.rollback();
        } catch (JdbiException e) {
            reason.addSuppressed(e);
        }
    }

    /** Waits for the work under way, for a bounded time, and refuses all that comes after. */
    void close() {
        boolean interrupted = Thread.interrupted();
        try {
            if (!open.tryAcquire(EVERYBODY, CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("closing {} while work is still under way after {}", dialect.name(), CLOSE_TIMEOUT);
            }
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private <T> T untilDone(Attempt attempt, Function<Tries, T> work) {
        if (!open.tryAcquire()) {
            throw new ClosedException();
        }
        try {
            return tryUntilDone(new Tries(attempt), work);
        } finally {
            open.release();
        }
    }

    private <T> T tryUntilDone(Tries tries, Function<Tries, T> work) {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return work.apply(tries);
                } catch (JdbiException e) {
                    SQLException cause = sqlException(e);
                    interrupted |= Thread.interrupted();
                    if (wasInterrupted(cause)) {
                        interrupted = true;
                    } else {
                        tries.failed(fail(cause, tries));
                        LOG.debug(
                                "try {} of a transaction on {} failed: {}",
                                tries.failures,
                                dialect.name(),
                                cause == null ? "no SQL error" : cause.getSQLState());
                        patience.pause(tries.failures);
                    }
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Returns what a failure means if the work may be tried again, or throws what is to be told. */
    private Failure fail(@Nullable SQLException cause, Tries tries) {
        Failure failure = dialect.failure(cause);
        if (patience.lasts(tries.failures, failure, tries.attempt)) {
            return failure;
        }
        ChatStoreException told = dialect.translate(failure, cause);
        throw failure == Failure.TAKEN ? new TakenException(told) : told;
    }

    /** Finds the driver's error; what Jdbi wraps around it may quote parameters, which are what users wrote. */
    private static @Nullable SQLException sqlException(JdbiException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException found) {
                return found;
            }
        }
        return null;
    }

    private static boolean wasInterrupted(@Nullable SQLException e) {
        return e != null && e.getCause() instanceof InterruptedException;
    }

    /** How it went so far. */
    private static final class Tries {
        private final Attempt attempt;
        private int failures;
        private boolean committing;
        private long session;

        Tries(Attempt attempt) {
            this.attempt = attempt;
        }

        boolean again() {
            return attempt.mayBeDone();
        }

        void failed(Failure failure) {
            failures++;
            if (committing && failure == Failure.LOST) {
                attempt.mayBeDoneNow();
            }
            committing = false;
        }
    }
}
