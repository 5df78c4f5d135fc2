package dev.chatstore.jdbi.server;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.jdbi.database.Databases;
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
     * Returns pools, which connect when they are first used.
     *
     * @param name the prefix of their names
     * @param source opens their connections
     */
    public static Databases open(String name, DataSource source, Settings settings, Begin begin) {
        int writerCount = settings.get(ServerSettings.WRITERS);
        HikariDataSource readers = pool(name + "-reader", source, settings, settings.get(ServerSettings.READERS), true);
        HikariDataSource writers = pool(name + "-writer", source, settings, writerCount, begin == Begin.FREE);
        return new Databases(readers, begin == Begin.FREE ? writers : readers, writers, writerCount, () -> {
            readers.close();
            writers.close();
        });
    }

    /** Returns the caller's own connections, which stay open. */
    public static Databases borrow(DataSource source, Settings settings) {
        return new Databases(source, source, source, settings.get(ServerSettings.WRITERS), () -> {});
    }

    private static HikariDataSource pool(
            String name, DataSource source, Settings settings, int size, boolean autoCommit) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName(name);
        pool.setDataSource(source);
        pool.setMaximumPoolSize(size);
        pool.setMinimumIdle(0);
        pool.setAutoCommit(autoCommit);
        // The first use connects, so that its errors are translated like all others.
        pool.setInitializationFailTimeout(-1);
        pool.setConnectionTimeout(millis(settings.get(ServerSettings.CONNECTION_TIMEOUT)));
        pool.setValidationTimeout(millis(settings.get(ServerSettings.CONNECTION_TIMEOUT)));
        pool.setIdleTimeout(millis(settings.get(ServerSettings.IDLE_TIMEOUT)));
        pool.setMaxLifetime(millis(settings.get(ServerSettings.MAX_LIFETIME)));
        pool.setKeepaliveTime(millis(settings.get(ServerSettings.KEEPALIVE)));
        pool.setLeakDetectionThreshold(
                millis(settings.get(ServerSettings.LEAK_DETECTION).orElse(Duration.ZERO)));
        return new HikariDataSource(pool);
    }

    private static long millis(Duration duration) {
        return duration.toMillis();
    }
}
