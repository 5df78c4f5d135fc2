package dev.chatstore.testkit.jdbc;

import dev.chatstore.testkit.Proxies;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Observes one connection. Like any connection, it is used by one thread at a time. */
final class ConnectionProbe implements InvocationHandler {
    private final DataSourceProbe probe;
    private final Connection connection;
    private boolean begun;
    private boolean used;
    private boolean written;
    private boolean broken;

    private ConnectionProbe(DataSourceProbe probe, Connection connection) {
        this.probe = probe;
        this.connection = connection;
    }

    static Connection wrap(DataSourceProbe probe, Connection connection) {
        return Proxies.create(Connection.class, new ConnectionProbe(probe, connection));
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a proxy is equal only to itself
    public @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments) throws Throwable {
        String name = method.getName();
        if (broken) {
            return answerAsBroken(method, arguments);
        }
        if (name.equals("equals")) {
            return arguments != null && self == arguments[0];
        }
        Object result = Proxies.call(connection, method, arguments);
        if (name.equals("unwrap")) {
            // The driver's own interface may write past this probe.
            used = true;
            written = true;
        } else if (name.equals("commit")) {
            committed();
        } else if (name.equals("rollback") && (arguments == null || arguments.length == 0)) {
            ended();
        } else if (result instanceof Statement statement) {
            String text = arguments != null && arguments.length > 0 && arguments[0] instanceof String sql ? sql : null;
            Class<? extends Statement> type = statement instanceof CallableStatement
                    ? CallableStatement.class
                    : statement instanceof PreparedStatement ? PreparedStatement.class : Statement.class;
            return Proxies.create(type, new StatementProbe(this, (Connection) self, statement, text));
        }
        return result;
    }

    private @Nullable Object answerAsBroken(Method method, Object @Nullable [] arguments) throws Throwable {
        return switch (method.getName()) {
            case "close", "abort", "hashCode", "toString", "unwrap", "isWrapperFor" ->
                Proxies.call(connection, method, arguments);
            case "isClosed" -> true;
            case "isValid" -> false;
            default -> throw new SQLException("the connection is broken", "08003");
        };
    }

    void checkNotBroken() throws SQLException {
        if (broken) {
            throw new SQLException("the connection is broken", "08003");
        }
    }

    /** Counts an executed statement, and the commit that it may cause. */
    void executed(String text) throws SQLException {
        StatementKind kind = StatementKind.of(text);
        switch (kind) {
            case BEGIN -> begun = true;
            case COMMIT -> committed();
            case ROLLBACK -> ended();
            case CONTROL -> {
                // Neither a statement nor the end of a transaction.
            }
            case TRANSACTION -> {
                probe.executed(text);
                used = true;
                written = true;
                committed();
            }
            case READ, WRITE -> {
                probe.executed(text);
                used = true;
                written |= kind == StatementKind.WRITE;
                if (kind == StatementKind.WRITE && !begun && connection.getAutoCommit()) {
                    committed();
                } else if (!begun && connection.getAutoCommit()) {
                    ended();
                }
            }
        }
    }

    private void committed() throws SQLException {
        boolean lost = used && probe.committed(written);
        ended();
        if (lost) {
            broken = true;
            connection.close();
            throw new SQLException("the reply to the commit was lost", "08006");
        }
    }

    private void ended() {
        begun = false;
        used = false;
        written = false;
    }
}
