package dev.chatstore.testkit.jdbc;

import dev.chatstore.testkit.Proxies;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** Connections that refuse to prepare statements that contain some text, as long as that is asked for. */
public final class RefusedStatements implements UnaryOperator<DataSource> {
    private final String text;
    private volatile boolean refusing;

    /** Creates connections that refuse nothing yet. */
    public RefusedStatements(String text) {
        this.text = text;
    }

    /** Begins or ends refusing. */
    public void refuse(boolean begin) {
        refusing = begin;
    }

    /** Returns a data source with such connections. */
    @Override
    public DataSource apply(DataSource source) {
        return Proxies.create(DataSource.class, (self, method, arguments) -> {
            Object result = Proxies.call(source, method, arguments);
            return result instanceof Connection connection ? refusing(connection) : result;
        });
    }

    private Connection refusing(Connection connection) {
        return Proxies.create(Connection.class, (self, method, arguments) -> {
            if (refusing
                    && method.getName().equals("prepareStatement")
                    && arguments != null
                    && String.valueOf(arguments[0]).contains(text)) {
                throw new SQLException("refused by the test", "42000");
            }
            return Proxies.call(connection, method, arguments);
        });
    }
}
