package dev.chatstore.testkit.jdbc;

import dev.chatstore.testkit.Proxies;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;

/**
 * A data source as an application may bring it: a bounded number of connections, each in a state that its owner chose.
 * Records the connections that come back in another state. Safe for use by several threads.
 */
public final class OwnDataSource implements AutoCloseable {
    private static final int WAIT_SECONDS = 30;

    private final Callable<Connection> opener;
    private final State state;
    private final Semaphore free;
    private final Queue<Connection> idle = new ConcurrentLinkedQueue<>();
    private final Queue<String> changes = new ConcurrentLinkedQueue<>();

    /**
     * A state of connections.
     *
     * @param isolation a level of {@link Connection}
     */
    public record State(boolean autoCommit, boolean readOnly, int isolation) {
        static State of(Connection connection) throws SQLException {
            return new State(connection.getAutoCommit(), connection.isReadOnly(), connection.getTransactionIsolation());
        }

        void applyTo(Connection connection) throws SQLException {
            connection.setReadOnly(readOnly);
            connection.setTransactionIsolation(isolation);
            connection.setAutoCommit(autoCommit);
        }
    }

    /**
     * Creates one.
     *
     * @param opener opens a new connection to the database
     * @param connections the maximum number of connections that are open at the same time
     */
    public OwnDataSource(Callable<Connection> opener, State state, int connections) {
        this.opener = opener;
        this.state = state;
        free = new Semaphore(connections, true);
    }

    /** Returns the data source. */
    @SuppressWarnings("ReferenceEquality") // a proxy is equal only to itself
    public DataSource dataSource() {
        return Proxies.create(DataSource.class, (self, method, arguments) -> switch (method.getName()) {
            case "getConnection" -> connect();
            case "isWrapperFor" -> false;
            case "hashCode" -> System.identityHashCode(this);
            case "equals" -> arguments != null && self == arguments[0];
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    /** Returns the states, other than the owner's, in which connections came back. */
    public Queue<String> changes() {
        return changes;
    }

    private Connection connect() throws Exception {
        if (!free.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
            throw new SQLTransientConnectionException("no connection was free in time");
        }
        Connection used = idle.poll();
        Connection connection = used == null ? opener.call() : used;
        state.applyTo(connection);
        AtomicBoolean open = new AtomicBoolean(true);
        return Proxies.create(Connection.class, (self, method, arguments) -> {
            if (method.getName().equals("close")) {
                if (open.getAndSet(false)) {
                    giveBack(connection);
                }
                return null;
            }
            return Proxies.call(connection, method, arguments);
        });
    }

    private void giveBack(Connection connection) throws SQLException {
        try {
            State left = State.of(connection);
            if (!left.equals(state)) {
                changes.add(left.toString());
            }
            if (!left.autoCommit) {
                connection.rollback();
            }
            idle.add(connection);
        } finally {
            free.release();
        }
    }

    /** Closes the connections that are not in use. */
    @Override
    public void close() throws SQLException {
        for (Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
            connection.close();
        }
    }
}
