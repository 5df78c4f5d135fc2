package dev.chatstore.jdbi.database;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.chatstore.api.spi.PoolUse;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * The connections that a backend works on. One data source may serve several purposes.
 *
 * @param reads provides connections for statements that only read
 * @param statements provides connections for single statements that write
 * @param transactions provides connections for transactions
 * @param snapshots provides connections for snapshots, each of which keeps one for long: not from a pool of the backend, whose
 *     other users would wait
 * @param writers the number of transactions that can run at the same time
 * @param use the state in which the connections are used
 * @param onClose closes the data sources that the backend opened
 */
// Seven components: what a backend says of its connections.
public record Databases(
        DataSource reads,
        DataSource statements,
        DataSource transactions,
        DataSource snapshots,
        int writers,
        ConnectionUse use,
        Runnable onClose) {
    /** Creates databases whose connections are always in the state that the engine needs. */
    public Databases(
            DataSource reads,
            DataSource statements,
            DataSource transactions,
            DataSource snapshots,
            int writers,
            Runnable onClose) {
        this(reads, statements, transactions, snapshots, writers, ConnectionUse.AS_THEY_ARE, onClose);
    }

    /** Returns the use of each data source that is a pool. */
    public List<PoolUse> pools() {
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
