package dev.chatstore.jdbi.server;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.jdbi.database.ConnectionUse;
import dev.chatstore.jdbi.database.Databases;
import dev.chatstore.jdbi.database.Dialect;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Creates the pools of a backend on a server: one for reads and one for writes, so that neither waits for the other.
 */
public final class ServerPools {
    private ServerPools() {}

    /** How the driver begins a transaction. */
    public enum Begin {
        /** With its first statement, at no cost. Single statements and transactions share the writers. */
        FREE,
        /** With a round trip. The writers are always in a transaction, and single statements use the readers. */
        ROUND_TRIP
    }

    /**
     * Returns pools, which connect when they are first used, at the dialect's isolation.
     *
     * @param name the prefix of their names
     * @param source opens their connections
     */
    public static Databases open(String name, Dialect dialect, DataSource source, Settings settings, Begin begin) {
        SharedLimit limit = new SharedLimit(dialect, source);
        int writerCount = settings.get(ServerSettings.WRITERS);
        HikariConfig reads = config(name + "-reader", limit, settings, dialect.isolation());
        reads.setMaximumPoolSize(settings.get(ServerSettings.READERS));
        HikariConfig writes = config(name + "-writer", limit, settings, dialect.isolation());
        writes.setMaximumPoolSize(writerCount);
        writes.setAutoCommit(begin == Begin.FREE);
        HikariDataSource readers = new HikariDataSource(reads);
        HikariDataSource writers = new HikariDataSource(writes);
        limit.add(readers);
        limit.add(writers);
        DataSource snapshots = limit.connectionsOf(name + "-snapshot");
        return new Databases(readers, begin == Begin.FREE ? writers : readers, writers, snapshots, writerCount, () -> {
            readers.close();
            writers.close();
        });
    }

    /** Returns the caller's own connections, which stay open. */
    public static Databases borrow(DataSource source, Settings settings, ConnectionUse use) {
        return new Databases(source, source, source, source, settings.get(ServerSettings.WRITERS), use, () -> {});
    }

    private static HikariConfig config(String name, SharedLimit limit, Settings settings, int isolation) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName(name);
        pool.setDataSource(limit.connectionsOf(name));
        pool.setMinimumIdle(0);
        pool.setTransactionIsolation(Integer.toString(isolation));
        // The first use connects, so that its errors are translated like all others.
        pool.setInitializationFailTimeout(-1);
        pool.setConnectionTimeout(millis(settings.get(ServerSettings.CONNECTION_TIMEOUT)));
        pool.setValidationTimeout(millis(settings.get(ServerSettings.CONNECTION_TIMEOUT)));
        pool.setIdleTimeout(millis(settings.get(ServerSettings.IDLE_TIMEOUT)));
        pool.setMaxLifetime(millis(settings.get(ServerSettings.MAX_LIFETIME)));
        pool.setKeepaliveTime(millis(settings.get(ServerSettings.KEEPALIVE)));
        pool.setLeakDetectionThreshold(
                millis(settings.get(ServerSettings.LEAK_DETECTION).orElse(Duration.ZERO)));
        return pool;
    }

    private static long millis(Duration duration) {
        return duration.toMillis();
    }
}
