package dev.chatstore.sqlite;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections that keep each statement prepared after its use. The driver does not, and to prepare one costs as
 * much as a small query. The engine has a fixed set of statements, so all are kept until the connection closes. Like
 * its connections, it is used by one thread at a time.
 */
final class StatementCache implements DataSource {
    private final DataSource dataSource;

    StatementCache(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return proxy(Connection.class, new CachingConnection(dataSource.getConnection()));
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return proxy(Connection.class, new CachingConnection(dataSource.getConnection(username, password)));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(StatementCache.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    /** Returns kept statements instead of new ones. */
    private record CachingConnection(Connection connection, Map<String, PreparedStatement> idle)
            implements InvocationHandler {
        CachingConnection(Connection connection) {
            this(connection, new HashMap<>());
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            if (method.getName().equals("prepareStatement") && arguments != null && takesNothingElse(arguments)) {
                String sql = (String) arguments[0];
                PreparedStatement kept = idle.remove(sql);
                PreparedStatement statement = kept == null ? connection.prepareStatement(sql) : kept;
                return proxy(PreparedStatement.class, new KeptStatement(sql, statement, idle));
            }
            if (method.getName().equals("commit")) {
                commit();
                return null;
            }
            if (method.getName().equals("rollback") && connection.getAutoCommit()) {
                return null;
            }
            return StatementCache.invoke(connection, method, arguments);
        }

        /**
         * Commits and leaves the transaction. The driver's own commit begins another one at once: it locks the database
         * again, and fails if another process was faster, so that what is committed looks as if it were not.
         */
        private void commit() throws SQLException {
            try {
                connection.setAutoCommit(true);
            } catch (SQLException e) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("rollback");
                } catch (SQLException rolledBack) {
                    e.addSuppressed(rolledBack);
                }
                throw e;
            }
        }

        /** Jdbi asks for a forward-only, read-only result, which is the only kind that SQLite has. */
        private static boolean takesNothingElse(Object[] arguments) {
            return arguments.length == 1 || arguments.length == 3;
        }
    }

    /**
     * Is kept when it is closed. Its parameters stay bound until the next use binds them again, because SQLite prepares
     * a statement again after they were cleared. A statement that failed is not kept, since the driver discards it.
     */
    private static final class KeptStatement implements InvocationHandler {
        private final String sql;
        private final PreparedStatement statement;
        private final Map<String, PreparedStatement> idle;
        private boolean closed;
        private boolean failed;

        KeptStatement(String sql, PreparedStatement statement, Map<String, PreparedStatement> idle) {
            this.sql = sql;
            this.statement = statement;
            this.idle = idle;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            if (!method.getName().equals("close")) {
                return use(method, arguments);
            }
            // A second close must not keep a statement that is in use again.
            if (!closed && (failed || idle.putIfAbsent(sql, statement) != null)) {
                statement.close();
            }
            closed = true;
            return null;
        }

        private @Nullable Object use(Method method, Object @Nullable [] arguments) throws Throwable {
            try {
                return StatementCache.invoke(statement, method, arguments);
            } catch (SQLException e) {
                failed = true;
                throw e;
            }
        }
    }

    @Override
    public @Nullable PrintWriter getLogWriter() throws SQLException {
        return dataSource.getLogWriter();
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
        dataSource.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        dataSource.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return dataSource.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return dataSource.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return dataSource.isWrapperFor(type);
    }
}
