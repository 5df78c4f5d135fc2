package dev.chatstore.testkit.jdbc;

import dev.chatstore.testkit.Proxies;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Gives the connections of a store that was closed to the next one, since opening connections takes longer than most tests. They
 * are those that the store itself opens, with its settings. Safe for use by multiple threads.
 */
public final class KeptConnections implements UnaryOperator<DataSource> {
    private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();

    /** Creates an operator without connections. */
    public KeptConnections() {
        // The stores open them.
    }

    /** Returns a source of connections that prefers those that are kept. All sources must open equal ones. */
    @Override
    public DataSource apply(DataSource source) {
        return Proxies.create(
                DataSource.class,
                (self, method, arguments) -> method.getName().equals("getConnection")
                        ? lend(source)
                        : Proxies.call(source, method, arguments));
    }

    private Connection lend(DataSource source) throws SQLException {
        Connection kept = idle.poll();
        while (kept != null && kept.isClosed()) {
            kept = idle.poll();
        }
        Connection connection = kept == null ? source.getConnection() : kept;
        return Proxies.create(Connection.class, new Lent(connection, connection.getNetworkTimeout()));
    }

    /** A connection of one store. */
    private final class Lent implements InvocationHandler {
        private final Connection connection;
        private final int timeout;
        private final AtomicBoolean closed = new AtomicBoolean();

        Lent(Connection connection, int timeout) {
            this.connection = connection;
            this.timeout = timeout;
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // a proxy is equal only to itself
        public @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments) throws Throwable {
            switch (method.getName()) {
                case "equals" -> {
                    return arguments != null && self == arguments[0];
                }
                case "isClosed" -> {
                    return closed.get() || connection.isClosed();
                }
                case "close" -> {
                    if (closed.compareAndSet(false, true)) {
                        keep();
                    }
                    return null;
                }
                default -> {
                    if (closed.get() && isOfConnection(method)) {
                        // Another store may use it by now.
                        throw new SQLException("the connection is closed", "08003");
                    }
                    return Proxies.call(connection, method, arguments);
                }
            }
        }

        private static boolean isOfConnection(Method method) {
            return !method.getDeclaringClass().equals(Object.class);
        }

        private void keep() throws SQLException {
            if (connection.isClosed()) {
                return;
            }
            try {
                if (!connection.getAutoCommit()) {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
                // A pool that is closed gives its connections another one.
                connection.setNetworkTimeout(Runnable::run, timeout);
                idle.push(connection);
            } catch (SQLException e) {
                connection.close();
            }
        }
    }
}
