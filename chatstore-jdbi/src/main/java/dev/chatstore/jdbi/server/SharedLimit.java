package dev.chatstore.jdbi.server;

import com.zaxxer.hikari.HikariDataSource;
import dev.chatstore.jdbi.database.Dialect;
import dev.chatstore.jdbi.database.Failure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/**
 * The limit of a server on connections, which two pools share: a pool that has none and gets none takes one from the
 * other, which might keep it idle for minutes. Safe for use by several threads.
 */
final class SharedLimit {
    private final Dialect dialect;
    private final DataSource source;
    private final List<HikariDataSource> pools = new CopyOnWriteArrayList<>();

    SharedLimit(Dialect dialect, DataSource source) {
        this.dialect = dialect;
        this.source = source;
    }

    /** Returns the source of the connections of a pool. */
    DataSource connectionsOf(String pool) {
        return new OpenedConnections(() -> open(pool));
    }

    /** Adds a pool, which then shares the limit. */
    void add(HikariDataSource pool) {
        pools.add(pool);
    }

    private Connection open(String name) throws SQLException {
        try {
            return source.getConnection();
        } catch (SQLException e) {
            if (dialect.classify(e) == Failure.TOO_MANY_CONNECTIONS && count(name) == 0) {
                giveUpOneOfOthers(name, e);
            }
            throw e;
        }
    }

    /** The reason why a connection was refused is thrown even if no other pool can give up one. */
    private void giveUpOneOfOthers(String name, SQLException reason) {
        for (HikariDataSource other : pools) {
            try {
                if (!other.getPoolName().equals(name)) {
                    giveUpOne(other);
                }
            } catch (SQLException e) {
                reason.addSuppressed(e);
            }
        }
    }

    private int count(String name) {
        return pools.stream()
                .filter(pool -> pool.getPoolName().equals(name))
                .mapToInt(pool -> pool.getHikariPoolMXBean().getTotalConnections())
                .sum();
    }

    /** Closes a connection as soon as it is free. The pool that needs it tries again within moments. */
    private static void giveUpOne(HikariDataSource pool) throws SQLException {
        if (pool.getHikariPoolMXBean().getTotalConnections() > 0) {
            try (Connection connection = pool.getConnection()) {
                pool.evictConnection(connection);
            }
        }
    }
}
