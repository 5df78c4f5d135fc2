package dev.chatstore.jdbi.sql;

import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.core.backend.DeferredInterrupt;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.core.backend.OpenGate;
import dev.chatstore.core.backend.OutageLog;
import dev.chatstore.jdbi.database.ConnectionUse;
import dev.chatstore.jdbi.database.DatabaseErrors;
import dev.chatstore.jdbi.database.Databases;
import dev.chatstore.jdbi.database.Dialect;
import dev.chatstore.jdbi.database.Failure;
import dev.chatstore.jdbi.database.Locking;
import dev.chatstore.jdbi.database.SessionIdentity;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
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
 * Runs work on connections, retries transient failures, and translates the others to exceptions of the API. Safe for
 * use by several threads.
 *
 * <p>An interrupt does not stop work: the interrupt status is cleared while a connection is awaited or used, since
 * pools and drivers answer an interrupt with an error, and restored at the end.
 */
public final class Transactions {
    static final Logger LOG = LoggerFactory.getLogger(Transactions.class);

    /** Shared, since it caches the parsed statements. */
    private static final SqlParser PARSER = new ColonPrefixSqlParser();

    /** More than a thread can meet in one piece of work; connections that report more report them without reason. */
    private static final int MAX_INTERRUPTS = 1_000;

    private final Jdbi reads;
    private final Jdbi statements;
    private final Jdbi transactions;
    private final Jdbi snapshots;
    private final Dialect dialect;
    private final DatabaseErrors errors;
    private final Statements texts;
    private final RetryPolicy retryPolicy;
    private final InstantSource clock;
    private final LongSupplier expiryMicros;
    private final OpenGate gate;
    private final OutageLog outage;

    /**
     * Creates the transactions of a database, with all its statements.
     *
     * @param clock the clock of the times that are stored
     * @param expiryClock the clock by which data expires, if a test controls it; null for the server's
     * @throws IllegalStateException if the dialect lacks a statement
     */
    public Transactions(
            Databases databases,
            Dialect dialect,
            RetryPolicy retryPolicy,
            InstantSource clock,
            @Nullable InstantSource expiryClock) {
        ConnectionUse use = databases.use();
        reads = jdbi(databases.reads(), use);
        statements = jdbi(databases.statements(), use);
        transactions = jdbi(databases.transactions(), use.forTransactions());
        snapshots = jdbi(databases.snapshots(), use);
        this.dialect = dialect;
        this.retryPolicy = retryPolicy;
        this.clock = clock;
        errors = new DatabaseErrors(dialect);
        texts = new Statements(dialect, expiryClock != null);
        expiryMicros = () -> Micros.of(expiryClock == null ? now() : Micros.now(expiryClock));
        gate = new OpenGate(dialect.name().toString());
        outage = OutageLog.onceWorking("the durable store (" + dialect.name() + ")", 2, System::nanoTime);
    }

    private static Jdbi jdbi(DataSource source, ConnectionUse use) {
        Jdbi jdbi = Jdbi.create(new UsedConnections(source, use));
        jdbi.getConfig(SqlStatements.class)
                .setTemplateEngine(TemplateEngine.NOP)
                .setSqlParser(PARSER);
        return jdbi;
    }

    /** Returns the statements of the database. */
    public Statements statements() {
        return texts;
    }

    /** Returns the current time as it is stored. */
    public Instant now() {
        return Micros.now(clock);
    }

    /** Returns the context of work that begins now. */
    public RetryContext begin() {
        return RetryContext.within(retryPolicy.timeout(), now());
    }

    /** Runs work that executes one statement and only reads, without a transaction, and returns its result. */
    public <T extends @Nullable Object> T read(Function<SqlHandle, T> work) {
        return run(new Execution(Execution.Mode.READ, begin()), work);
    }

    /** Runs work as {@link #read(Function)} does, as a part of longer work. */
    public <T extends @Nullable Object> T read(RetryContext retry, Function<SqlHandle, T> work) {
        return run(new Execution(Execution.Mode.READ, retry), work);
    }

    /**
     * Sends a packet, and returns true once it is committed, or false if it may have been although its reply was lost.
     *
     * @throws ConstraintException if a row violates a constraint of its table, or is not as the packet was told
     */
    public boolean send(RetryContext retry, Packet packet) {
        return run(new Execution(Execution.Mode.PACKET, retry), sql -> {
            if (sql.mayBeCommitted()) {
                return false;
            }
            sql.send(packet);
            return true;
        });
    }

    /** Returns a packet without statements. */
    public Packet packet() {
        return new Packet(texts);
    }

    /** Runs work that executes one statement, which is a transaction by itself, and returns its result. */
    public <T extends @Nullable Object> T statement(Function<SqlHandle, T> work) {
        return statement(begin(), work);
    }

    /** Runs work as {@link #statement(Function)} does, as a part of longer work. */
    public <T extends @Nullable Object> T statement(RetryContext retry, Function<SqlHandle, T> work) {
        return run(new Execution(Execution.Mode.STATEMENT, retry), work);
    }

    /**
     * Runs work in a transaction and returns its result once the transaction is committed. A retry runs the work again,
     * in a new transaction.
     *
     * @throws ConstraintException if a row violates a constraint of its table
     */
    public <T extends @Nullable Object> T write(Function<SqlHandle, T> work) {
        return write(begin(), work);
    }

    /** Runs work as {@link #write(Function)} does, as a part of longer work. */
    public <T extends @Nullable Object> T write(RetryContext retry, Function<SqlHandle, T> work) {
        return run(new Execution(Execution.Mode.TRANSACTION, retry), work);
    }

    /**
     * Begins a transaction that only reads, on a connection of its own, and reads something, which decides on the moment that
     * it shows.
     *
     * @throws UnavailableException if the database cannot be reached
     */
    public ReadTransaction beginReading() {
        return inGate(() -> ReadTransaction.begin(this, snapshots, dialect));
    }

    /** Returns the statements on a connection, for work that is not retried. */
    SqlHandle on(Handle handle) {
        return new SqlHandle(handle, texts, expiryMicros, false);
    }

    /** Returns the statements on a connection, at a time that is given. */
    SqlHandle on(Handle handle, long micros) {
        return new SqlHandle(handle, texts.atGivenTime(), () -> micros, false);
    }

    /** Returns whether a transaction that reads would block writers for as long as it is open. */
    public boolean readersBlockWriters() {
        return dialect.readersBlockWriters();
    }

    <T extends @Nullable Object> T inGate(Supplier<T> work) {
        return gate.call(work);
    }

    void verifyRead() {
        try {
            dialect.verify(false);
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
    }

    /** Returns the exception for a failed read that is not retried. */
    ChatStoreException translate(JdbiException e) {
        SQLException cause = sqlException(e);
        return errors.translate(errors.classify(cause), cause, false);
    }

    /** Returns whether transactions lock rows, so that other transactions may block a part of some work only. */
    public boolean locksRows() {
        return dialect.locking() == Locking.ROWS;
    }

    /** Returns whether an exception says that the work was rolled back because other transactions locked its rows. */
    public boolean wasBlocked(ChatStoreException error) {
        // A pool without a free connection blocks all work alike.
        return locksRows()
                && error.getCause() instanceof SQLException cause
                && !(cause instanceof SQLTransientConnectionException)
                && errors.classify(cause).isContention();
    }

    /** Returns whether an exception says that a table does not exist, or may say so. */
    public boolean mayLackTable(UnavailableException error) {
        return error.getCause() instanceof SQLException cause
                && switch (errors.classify(cause)) {
                    case TABLE_MISSING, OTHER -> true;
                    default -> false;
                };
    }

    /**
     * Waits for running work, for a bounded time, and refuses all later work. Returns false if it was closed before.
     */
    public boolean close() {
        return gate.close();
    }

    private <T extends @Nullable Object> T run(Execution execution, Function<SqlHandle, T> work) {
        return gate.call(() -> runWithRetries(execution, work));
    }

    private <T extends @Nullable Object> T runWithRetries(Execution execution, Function<SqlHandle, T> work) {
        try (DeferredInterrupt interrupt = DeferredInterrupt.begin()) {
            while (true) {
                execution.begun = outage.begin();
                try {
                    T result = runOnce(execution, work);
                    outage.succeeded(execution.mode.part(), execution.begun);
                    return result;
                } catch (JdbiException e) {
                    SQLException cause = sqlException(e);
                    interrupt.defer();
                    if (wasInterrupted(cause) && execution.interrupts < MAX_INTERRUPTS) {
                        execution.interrupts++;
                        interrupt.caught();
                    } else {
                        execution.failed(retryable(cause, execution));
                        LOG.debug(
                                "attempt {} on {} failed and is retried ({})",
                                execution.failures,
                                dialect.name(),
                                cause == null ? "no SQL error" : cause.getSQLState());
                        retryPolicy.pause(execution.failures);
                    }
                }
            }
        }
    }

    private <T extends @Nullable Object> T runOnce(Execution execution, Function<SqlHandle, T> work) {
        verify(execution);
        try (Handle handle = connections(execution.mode).open()) {
            SqlHandle sql = new SqlHandle(handle, texts, expiryMicros, execution.retry.mayBeCommitted());
            T result = switch (execution.mode) {
                case READ -> work.apply(sql);
                case STATEMENT -> {
                    beginStatement(handle, sql, execution);
                    yield work.apply(sql);
                }
                case PACKET -> {
                    execution.committing = true;
                    yield work.apply(sql);
                }
                case TRANSACTION -> {
                    handle.begin();
                    T uncommitted = applyOrRollBack(handle, sql, work);
                    execution.committing = true;
                    handle.commit();
                    yield uncommitted;
                }
            };
            if (execution.writes()) {
                acknowledge(execution);
            }
            return result;
        }
    }

    private void verify(Execution execution) {
        try {
            dialect.verify(execution.writes());
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
    }

    /** Fails if work was committed into a database that is no longer in its place. */
    private void acknowledge(Execution execution) {
        try {
            dialect.verify(true);
        } catch (SQLException e) {
            execution.retry.lostReply();
            throw errors.translate(errors.classify(e), e, true);
        }
        dialect.committed();
    }

    private Jdbi connections(Execution.Mode mode) {
        return switch (mode) {
            case READ -> reads;
            case STATEMENT -> statements;
            case PACKET, TRANSACTION -> transactions;
        };
    }

    private void beginStatement(Handle handle, SqlHandle sql, Execution execution) {
        if (sql.mayBeCommitted() && execution.wasSent && texts.has(Sql.END_SESSION)) {
            endSession(sql, execution.session);
        }
        try {
            execution.session = dialect.session(handle.getConnection());
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
        execution.committing = true;
        execution.wasSent = true;
    }

    /**
     * Ends the session of an earlier attempt, whose statement may still be on its way to the server: it must not be
     * executed after this attempt has looked for its rows in vain. A transaction needs no such step, since it locks its
     * rows before its commit can be on its way.
     */
    private void endSession(SqlHandle sql, @Nullable SessionIdentity session) {
        boolean ended = session != null
                && sql.query(Sql.END_SESSION)
                        .bind("session", session.number())
                        .bind("began", session.beganMicros())
                        .mapTo(Boolean.class)
                        .one();
        if (!ended) {
            throw UnavailableException.maybeDone(
                    "the reply of " + dialect.name() + " was lost and the outcome is unknown: read to see, or retry",
                    true,
                    null);
        }
    }

    private static <T extends @Nullable Object> T applyOrRollBack(
            Handle handle, SqlHandle sql, Function<SqlHandle, T> work) {
        try {
            return work.apply(sql);
        } catch (RuntimeException e) {
            try {
                handle.rollback();
            } catch (JdbiException failed) {
                e.addSuppressed(failed);
            }
            throw e;
        }
    }

    /** Returns the failure if it is to be retried, or throws the exception for the caller. */
    private Failure retryable(@Nullable SQLException cause, Execution execution) {
        Failure failure = errors.classify(cause);
        if (failure == Failure.OUTDATED && execution.mode != Execution.Mode.PACKET) {
            // Of a damaged row.
            failure = Failure.OTHER;
        }
        if (retryPolicy.retriesAfter(execution.failures, failure, execution.retry)) {
            return failure;
        }
        boolean maybeDone = execution.retry.mayBeCommitted() || execution.losesReplyBy(failure);
        ChatStoreException exception = errors.translate(failure, cause, maybeDone);
        if (failure.isOutage()) {
            outage.failed(execution.mode.part(), execution.begun, exception.getMessage());
        }
        throw switch (failure) {
            case CONSTRAINT, OUTDATED -> new ConstraintException(exception, failure == Failure.OUTDATED);
            default -> exception;
        };
    }

    /** Finds the driver's error. The exceptions that Jdbi wraps around it may quote parameters, which users wrote. */
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
}
