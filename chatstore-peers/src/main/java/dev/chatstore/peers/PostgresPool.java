package dev.chatstore.peers;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.chatstore.testkit.server.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/** The connections of a peer, and the statements of this module. */
final class PostgresPool {
    /** The same for all peers that use JDBC. */
    static final int SIZE = 16;

    private PostgresPool() {}

    static HikariDataSource open(TestDatabase database) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.jdbcUrl());
        config.setUsername(database.user());
        config.setPassword(database.password());
        config.setMaximumPoolSize(SIZE);
        return new HikariDataSource(config);
    }

    /** Runs the statement of a file. */
    static void run(Connection connection, String file) throws SQLException {
        try (connection;
                Statement statement = connection.createStatement()) {
            statement.execute(sql(file));
        }
    }

    /** Returns the statement in a file. */
    static String sql(String file) {
        try (InputStream in = Objects.requireNonNull(PostgresPool.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
