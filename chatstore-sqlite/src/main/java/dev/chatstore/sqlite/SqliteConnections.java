package dev.chatstore.sqlite;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.jdbi.database.Databases;
import dev.chatstore.jdbi.database.Failure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/** Opens the connections to a file: one that writes, and several that read. In memory one connection does both. */
final class SqliteConnections {
    private final SqliteFile file;
    private final Settings settings;
    private final UnaryOperator<DataSource> wrapper;

    SqliteConnections(SqliteFile file, Settings settings, UnaryOperator<DataSource> wrapper) {
        this.file = file;
        this.settings = settings;
        this.wrapper = wrapper;
    }

    Databases open() throws SQLException {
        HikariDataSource writer = pool("chatstore-sqlite-writer", TransactionMode.IMMEDIATE, 1);
        if (file.inMemory()) {
            return openInMemory(writer);
        }
        int readers = settings.get(SqliteBackendProvider.READERS);
        HikariDataSource reader = pool("chatstore-sqlite-reader", TransactionMode.DEFERRED, readers);
        return new Databases(reader, writer, writer, 1, () -> {
            reader.close();
            writer.close();
        });
    }

    /**
     * Fails if the file cannot be used at all, which a pool would find out only after its timeout. A file that is
     * merely busy passes.
     */
    void check() throws SQLException {
        try (Connection connection = dataSource(TransactionMode.DEFERRED).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select count(*) from sqlite_schema");
        } catch (SQLException e) {
            if (SqliteFailures.classify(e) != Failure.BUSY) {
                throw e;
            }
        }
    }

    /** Keeps one more connection open, since a database in memory is lost with its last one. */
    private Databases openInMemory(HikariDataSource both) throws SQLException {
        Connection keeper = dataSource(TransactionMode.DEFERRED).getConnection();
        return new Databases(both, both, both, 1, () -> {
            both.close();
            close(keeper);
        });
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw UnavailableException.notDone("a SQLite database in memory could not be closed", false, e);
        }
    }

    private HikariDataSource pool(String name, TransactionMode mode, int size) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName(name);
        pool.setDataSource(wrapper.apply(new StatementCache(dataSource(mode))));
        pool.setMaximumPoolSize(size);
        pool.setMinimumIdle(0);
        // The first use opens the file, so that its errors are translated like all others.
        pool.setInitializationFailTimeout(-1);
        // A connection to a file does not age.
        pool.setMaxLifetime(0);
        return new HikariDataSource(pool);
    }

    private DataSource dataSource(TransactionMode mode) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(file.inMemory() ? JournalMode.MEMORY : JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setTransactionMode(mode);
        config.enforceForeignKeys(true);
        // A statement that changes many pages keeps the old ones until it is done.
        config.setTempStore(TempStore.MEMORY);
        config.setBusyTimeout(
                (int) settings.get(SqliteBackendProvider.BUSY_TIMEOUT).toMillis());
        SQLiteDataSource dataSource = new SQLiteDataSource(config);
        dataSource.setUrl(file.jdbcUrl());
        return dataSource;
    }
}
