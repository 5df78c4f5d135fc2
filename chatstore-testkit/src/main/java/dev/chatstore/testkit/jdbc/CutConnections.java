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

/** Connections that are cut, without a commit, before the statement that would be one too many; all later ones too. */
public final class CutConnections implements UnaryOperator<DataSource> {
    private final AtomicInteger left;

    /** Makes connections on which that many statements are executed, in all. */
    public CutConnections(int statements) {
        left = new AtomicInteger(statements);
    }

    /** Returns a data source whose connections are among them. */
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
                throw new SQLException("cut", "08006");
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
