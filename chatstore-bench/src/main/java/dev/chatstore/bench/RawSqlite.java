package dev.chatstore.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

/**
 * A pool of connections with the settings of the store's own, and one statement, which each connection prepares once:
 * the least that a program can do which shares connections.
 */
final class RawSqlite implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 600_000;

    private final HikariDataSource pool;
    private final String sql;
    private final Map<Connection, PreparedStatement> prepared = new ConcurrentHashMap<>();

    /** What is done with the statement. */
    interface Step<T> {
        T run(PreparedStatement statement) throws SQLException;
    }

    RawSqlite(Path file, TransactionMode mode, int connections, String sqlFile) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setTransactionMode(mode);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(PATIENCE_MILLIS);
        SQLiteDataSource dataSource = new SQLiteDataSource(config);
        dataSource.setUrl("jdbc:sqlite:" + file);
        HikariConfig hikari = new HikariConfig();
        hikari.setDataSource(dataSource);
        hikari.setMaximumPoolSize(connections);
        hikari.setConnectionTimeout(PATIENCE_MILLIS);
        hikari.setMaxLifetime(0);
        pool = new HikariDataSource(hikari);
        sql = text(sqlFile);
    }

    void create(String sqlFile) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(text(sqlFile))) {
            statement.execute();
        }
    }

    /** Returns what the step returns, in a transaction of its own as the driver makes it. */
    <T> T each(Step<T> step) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return step.run(statement(connection));
        }
    }

    /** Runs a step that writes many rows, in one transaction. */
    <T> T together(Step<T> step) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            T result = step.run(statement(connection));
            connection.commit();
            return result;
        }
    }

    private PreparedStatement statement(Connection connection) throws SQLException {
        Connection driver = connection.unwrap(SQLiteConnection.class);
        PreparedStatement statement = prepared.get(driver);
        if (statement == null) {
            statement = driver.prepareStatement(sql);
            prepared.put(driver, statement);
        }
        return statement;
    }

    private static String text(String file) {
        try (InputStream in = RawSqlite.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
