package dev.chatstore.jdbi.sql;

import dev.chatstore.api.ClosedException;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.core.backend.DeferredInterrupt;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
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
    private final SqlHandle sql;
    private final @Nullable Integer isolationBefore;
    private final int fetchSize;
    private boolean closed;

    /** Begins a transaction on an open connection, at an isolation if it is given. The first read decides on the moment. */
    ReadTransaction(
            Transactions transactions, Handle handle, SqlHandle sql, @Nullable Integer isolation, int fetchSize) {
        this.transactions = transactions;
        this.handle = handle;
        this.sql = sql;
        this.fetchSize = fetchSize;
        isolationBefore = isolation == null ? null : (Integer) setIsolation(handle.getConnection(), isolation);
        handle.begin();
    }

    /** Sets the isolation of a connection, and returns the one before. */
    private static int setIsolation(Connection connection, int isolation) {
        try {
            int before = connection.getTransactionIsolation();
            connection.setTransactionIsolation(isolation);
            return before;
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
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

    /** Ends the transaction and gives its connection back. Closing again has no effect. Fails for no reason. */
    @Override
    public void close() {
        lock.lock();
        try (handle) {
            if (!closed) {
                closed = true;
                handle.rollback();
                if (isolationBefore != null) {
                    setIsolation(handle.getConnection(), isolationBefore);
                }
            }
        } catch (JdbiException e) {
            // The connection was lost: there is nothing to end.
            Transactions.LOG.debug("a snapshot ended with {}", e.getClass().getName());
        } finally {
            lock.unlock();
        }
    }
}
