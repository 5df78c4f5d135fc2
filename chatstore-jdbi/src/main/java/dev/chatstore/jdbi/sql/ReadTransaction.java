package dev.chatstore.jdbi.sql;

import dev.chatstore.api.ClosedException;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.core.backend.DeferredInterrupt;
import dev.chatstore.jdbi.database.Dialect;
import dev.chatstore.jdbi.database.Locking;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * A transaction that only reads and shows one moment, open for as long as its reader takes. Nothing in it is retried: another
 * transaction would show another moment. Safe for use by several threads, which wait for each other.
 */
public final class ReadTransaction implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Transactions transactions;
    private final Handle handle;
    private SqlHandle sql;
    private final @Nullable Integer isolationBefore;
    private final int fetchSize;
    private boolean closed;

    private ReadTransaction(
            Transactions transactions, Handle handle, int fetchSize, @Nullable Integer isolationBefore) {
        this.transactions = transactions;
        this.handle = handle;
        this.sql = transactions.on(handle);
        this.fetchSize = fetchSize;
        this.isolationBefore = isolationBefore;
    }

    /** Begins a transaction on a connection of a source, and reads something, which decides on the moment that it shows. */
    static ReadTransaction begin(Transactions transactions, Jdbi source, Dialect dialect) {
        DeferredInterrupt interrupt = DeferredInterrupt.begin();
        try {
            transactions.verifyRead();
            ReadTransaction begun = begin(transactions, source.open(), dialect);
            try {
                begun.read(begun::decideOnMoment);
                return begun;
            } catch (RuntimeException | Error e) {
                begun.close();
                throw e;
            }
        } catch (JdbiException e) {
            throw transactions.translate(e);
        } finally {
            interrupt.close();
        }
    }

    private static ReadTransaction begin(Transactions transactions, Handle handle, Dialect dialect) {
        try {
            Connection connection = handle.getConnection();
            int fetchSize = dialect.fetchSize(connection);
            Integer before = null;
            // SQLite has one isolation, which is strict enough.
            if (dialect.locking() == Locking.ROWS && !transactions.statements().has(Sql.BEGIN_SNAPSHOT)) {
                before = connection.getTransactionIsolation();
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            }
            handle.begin();
            return new ReadTransaction(transactions, handle, fetchSize, before);
        } catch (SQLException e) {
            handle.close();
            throw new ConnectionException(e);
        } catch (RuntimeException | Error e) {
            handle.close();
            throw e;
        }
    }

    /** From here on the time is that of the moment: what expires while the transaction is open is in it. */
    private long decideOnMoment(SqlHandle on) {
        if (transactions.statements().has(Sql.BEGIN_SNAPSHOT)) {
            on.execute(Sql.BEGIN_SNAPSHOT);
        }
        long micros = on.query(Sql.SNAPSHOT_MOMENT).mapTo(Long.class).one();
        sql = transactions.on(handle, micros);
        return micros;
    }

    /** Returns how many rows the driver is to fetch at once, as {@link java.sql.Statement#setFetchSize} takes it. */
    public int fetchSize() {
        return fetchSize;
    }

    /**
     * Reads in the transaction and returns the result.
     *
     * @throws UnavailableException if the connection is lost; no later read can succeed
     * @throws ClosedException if the store is closed, or this transaction
     */
    public <T extends @Nullable Object> T read(Function<SqlHandle, T> work) {
        return transactions.inGate(() -> {
            lock.lock();
            DeferredInterrupt interrupt = DeferredInterrupt.begin();
            try {
                if (closed) {
                    throw new ClosedException();
                }
                transactions.verifyRead();
                return work.apply(sql);
            } catch (JdbiException e) {
                throw transactions.translate(e);
            } finally {
                interrupt.close();
                lock.unlock();
            }
        });
    }

    /** Ends the transaction and gives its connection back. Closing again has no effect. Throws nothing. */
    @Override
    public void close() {
        lock.lock();
        try (handle) {
            if (!closed) {
                closed = true;
                handle.rollback();
                if (isolationBefore != null) {
                    handle.getConnection().setTransactionIsolation(isolationBefore);
                }
            }
        } catch (JdbiException | SQLException e) {
            // The connection was lost: there is nothing to end.
            Transactions.LOG.debug("a snapshot ended with {}", e.getClass().getName());
        } finally {
            lock.unlock();
        }
    }
}
