package dev.chatstore.testkit.jdbc;

import dev.chatstore.testkit.Proxies;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Observes one statement. */
final class StatementProbe implements InvocationHandler {
    private final ConnectionProbe connection;
    private final Connection owner;
    private final Statement statement;
    private final @Nullable String prepared;
    private final List<String> batch = new ArrayList<>();

    /** Observes a statement, whose text is null if it is passed to each execution. */
    StatementProbe(ConnectionProbe connection, Connection owner, Statement statement, @Nullable String prepared) {
        this.connection = connection;
        this.owner = owner;
        this.statement = statement;
        this.prepared = prepared;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a proxy is equal only to itself
    public @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments) throws Throwable {
        String name = method.getName();
        if (name.equals("getConnection")) {
            return owner;
        }
        if (name.equals("equals")) {
            return arguments != null && self == arguments[0];
        }
        boolean executes = name.startsWith("execute");
        if (executes) {
            connection.checkNotBroken();
        }
        String text = arguments != null && arguments.length > 0 && arguments[0] instanceof String sql ? sql : prepared;
        Object result = Proxies.call(statement, method, arguments);
        if (name.equals("addBatch") && text != null) {
            batch.add(text);
        } else if (name.equals("clearBatch")) {
            batch.clear();
        } else if (executes) {
            String executed = name.endsWith("Batch")
                    ? String.join(";\n", batch.stream().distinct().toList())
                    : text;
            batch.clear();
            connection.executed(String.valueOf(executed));
        }
        return result;
    }
}
