package dev.chatstore.testkit.jdbc;

import dev.chatstore.testkit.Proxies;
import java.lang.reflect.InvocationHandler;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Connections that are cut without a commit after a number of statements. All later connections are cut too. */
public final class CutConnections implements UnaryOperator<DataSource> {
    private final AtomicInteger left;

    /** Creates connections that execute that many statements in total. */
    public CutConnections(int statements) {
        left = new AtomicInteger(statements);
    }

    /** Returns a data source whose connections are cut. */
    @Override
    public DataSource apply(DataSource source) {
        return proxy(DataSource.class, source, null);
    }

    private <T> T proxy(Class<T> type, Object target, @Nullable Connection connection) {
        InvocationHandler handler = (self, method, arguments) -> {
            if (connection != null
                    && target instanceof Statement
                    && method.getName().startsWith("execute")
                    && left.getAndDecrement() <= 0) {
                connection.close();
                throw new SQLException("connection cut by the test", "08006");
            }
            Object result = Proxies.call(target, method, arguments);
            if (result instanceof Connection opened) {
                return proxy(Connection.class, opened, opened);
            }
            return result instanceof Statement statement
                    ? proxy(method.getReturnType(), statement, connection)
                    : result;
        };
        return Proxies.create(type, handler);
    }
}
