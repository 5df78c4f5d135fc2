package dev.chatstore.sqlite;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Gives connections that keep each statement prepared once it was used, which the driver does not do by itself and
 * which costs as much as a small query. The engine has a fixed set of statements, so all are kept until the connection
 * closes. As connections are, it is used by one thread at a time.
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

    /** Hands out kept statements in place of new ones. */
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
            return StatementCache.invoke(connection, method, arguments);
        }

        /** Jdbi asks for a forward-only, read-only result, which is all that SQLite has. */
        private static boolean takesNothingElse(Object[] arguments) {
            return arguments.length == 1 || arguments.length == 3;
        }
    }

    /**
     * Goes back among the kept ones where it would be closed, unless something of it failed: the driver may have closed
     * it then without saying so. Its parameters stay bound until the next use binds them all anew, since SQLite takes
     * the clearing of them for a reason to prepare the statement again.
     */
    private static final class KeptStatement implements InvocationHandler {
        private final String sql;
        private final PreparedStatement statement;
        private final Map<String, PreparedStatement> idle;
        private boolean failed;

        KeptStatement(String sql, PreparedStatement statement, Map<String, PreparedStatement> idle) {
            this.sql = sql;
            this.statement = statement;
            this.idle = idle;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            if (method.getName().equals("close")) {
                close();
                return null;
            }
            try {
                return StatementCache.invoke(statement, method, arguments);
            } catch (SQLException e) {
                failed = true;
                throw e;
            }
        }

        private void close() throws SQLException {
            PreparedStatement kept = failed ? null : idle.putIfAbsent(sql, statement);
            if (failed || kept != null && !kept.equals(statement)) {
                statement.close();
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
