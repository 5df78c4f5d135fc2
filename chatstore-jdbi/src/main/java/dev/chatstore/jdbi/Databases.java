package dev.chatstore.jdbi;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.chatstore.api.spi.PoolUse;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * The connections that a backend works on. Any of the data sources may be the same as another.
 *
 * @param reads gives connections for statements that only read
 * @param statements gives connections, in autocommit mode, for single statements that write
 * @param transactions gives connections for transactions
 * @param writers how many transactions there are room for at once
 * @param onClose closes what the backend opened of them
 */
public record Databases(
        DataSource reads, DataSource statements, DataSource transactions, int writers, Runnable onClose) {
    /** Returns how those are used that are pools. */
    List<PoolUse> pools() {
        return Stream.of(reads, statements, transactions)
                .distinct()
                .filter(HikariDataSource.class::isInstance)
                .map(HikariDataSource.class::cast)
                .map(Databases::use)
                .toList();
    }

    private static PoolUse use(HikariDataSource pool) {
        HikariPoolMXBean use = pool.getHikariPoolMXBean();
        return new PoolUse(
                pool.getPoolName(),
                use.getActiveConnections(),
                use.getIdleConnections(),
                use.getThreadsAwaitingConnection(),
                pool.getMaximumPoolSize());
    }
}
