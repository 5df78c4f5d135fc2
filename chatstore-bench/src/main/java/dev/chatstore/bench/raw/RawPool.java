package dev.chatstore.bench.raw;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A pool of connections, each of which prepares a statement once: the minimum for a program that shares connections.
 */
public final class RawPool implements AutoCloseable {
    static final int TIMEOUT_MILLIS = 600_000;

    private final HikariDataSource pool;
    private final Map<Connection, Map<String, PreparedStatement>> prepared = new ConcurrentHashMap<>();

    /** An operation on a prepared statement. */
    public interface Step<T> {
        /** Runs the statement. */
        T run(PreparedStatement statement) throws SQLException;
    }

    /** Opens the pool; {@code config} contains the database. */
    public RawPool(HikariConfig config, int connections) {
        config.setMaximumPoolSize(connections);
        config.setConnectionTimeout(TIMEOUT_MILLIS);
        config.setMaxLifetime(0);
        pool = new HikariDataSource(config);
    }

    /** Runs the statements of a file. */
    public void run(String file) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            SqlFiles.run(connection, file);
        }
    }

    /** Runs a step in auto-commit mode and returns its result. */
    <T> T each(String file, Step<T> step) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return step.run(statement(connection, file));
        }
    }

    private PreparedStatement statement(Connection connection, String file) throws SQLException {
        // The pool's wrapper would close the statement when the connection is returned.
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
