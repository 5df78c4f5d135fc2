package dev.chatstore.bench.raw;

import com.zaxxer.hikari.HikariConfig;
import java.nio.file.Path;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/** Opens connections to a file with the same settings as the store. */
public final class RawSqlite {
    /** The settings in words. All others have the default of SQLite. */
    public static final String SETTINGS =
            "WAL, synchronous=FULL, foreign keys, temp_store=MEMORY, IMMEDIATE write transactions,"
                    + " wal_autocheckpoint of raw connections 1,000 pages";

    private RawSqlite() {}

    /** Opens a pool for reads. */
    public static RawPool readers(Path file, int connections) {
        return open(file, TransactionMode.DEFERRED, connections);
    }

    /** Opens one connection for writes, which threads take in turn: the file admits one writer at a time. */
    public static RawPool writer(Path file) {
        return open(file, TransactionMode.IMMEDIATE, 1);
    }

    private static RawPool open(Path file, TransactionMode mode, int connections) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setTransactionMode(mode);
        config.enforceForeignKeys(true);
        config.setTempStore(TempStore.MEMORY);
        config.setBusyTimeout(RawPool.TIMEOUT_MILLIS);
        SQLiteDataSource dataSource = new SQLiteDataSource(config);
        dataSource.setUrl("jdbc:sqlite:" + file);
        HikariConfig pool = new HikariConfig();
        pool.setDataSource(dataSource);
        return new RawPool(pool, connections);
    }
}
