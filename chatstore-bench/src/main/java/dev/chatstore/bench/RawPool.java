package dev.chatstore.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A pool of connections, each of which prepares a statement once: the least that a program can do which shares
 * connections.
 */
final class RawPool implements AutoCloseable {
    static final int PATIENCE_MILLIS = 600_000;

    private final HikariDataSource pool;
    private final Map<Connection, Map<String, PreparedStatement>> prepared = new ConcurrentHashMap<>();

    /** What is done with a statement. */
    interface Step<T> {
        T run(PreparedStatement statement) throws SQLException;
    }

    /** Opens it; {@code config} says where the connections lead. */
    RawPool(HikariConfig config, int connections) {
        config.setMaximumPoolSize(connections);
        config.setConnectionTimeout(PATIENCE_MILLIS);
        config.setMaxLifetime(0);
        pool = new HikariDataSource(config);
    }

    /** Runs the statements of a file. */
    void run(String file) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            SqlFiles.run(connection, file);
        }
    }

    /** Returns what the step returns, in a transaction of its own as the driver makes it. */
    <T> T each(String file, Step<T> step) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return step.run(statement(connection, file));
        }
    }

    /** Runs a step that writes many rows, in one transaction. */
    <T> T together(String file, Step<T> step) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            T result = step.run(statement(connection, file));
            connection.commit();
            return result;
        }
    }

    private PreparedStatement statement(Connection connection, String file) throws SQLException {
        // The pool's own wrapper would close the statement when the connection is given back.
        Connection driver = connection.unwrap(Connection.class);
        Map<String, PreparedStatement> statements = prepared.computeIfAbsent(driver, any -> new ConcurrentHashMap<>());
        PreparedStatement statement = statements.get(file);
        if (statement == null) {
            statement = driver.prepareStatement(SqlFiles.text(file));
            statements.put(file, statement);
        }
        return statement;
    }

    @Override
    public void close() {
        pool.close();
    }
}
