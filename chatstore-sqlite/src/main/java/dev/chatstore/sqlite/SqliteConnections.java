package dev.chatstore.sqlite;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.jdbi.database.Databases;
import dev.chatstore.jdbi.database.Failure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/** Opens the connections to a file: one that writes, and several that read. In memory one connection does both. */
final class SqliteConnections {
    private final SqliteFile file;
    private final Settings settings;
    private final UnaryOperator<DataSource> wrapper;
    private final @Nullable OpenFiles files;

    SqliteConnections(SqliteFile file, Settings settings, UnaryOperator<DataSource> wrapper) {
        this.file = file;
        this.settings = settings;
        this.wrapper = wrapper;
        files = file.path() == null ? null : files(file.path());
    }

    private OpenFiles files(Path path) {
        return new OpenFiles(path, dataSource(TransactionMode.DEFERRED), settings.get(SqliteBackendProvider.WAL_BYTES));
    }

    /** Returns the files of the database, or null if it is in memory. */
    @Nullable OpenFiles files() {
        return files;
    }

    Databases open() throws SQLException {
        HikariDataSource writer = pool("chatstore-sqlite-writer", TransactionMode.IMMEDIATE, 1);
        if (file.inMemory()) {
            return openInMemory(writer);
        }
        int readers = settings.get(SqliteBackendProvider.READERS);
        HikariDataSource reader = pool("chatstore-sqlite-reader", TransactionMode.DEFERRED, readers);
        return new Databases(reader, writer, writer, source(TransactionMode.DEFERRED), 1, () -> {
            reader.close();
            writer.close();
            close(files);
        });
    }

    /**
     * Creates the file if it does not exist, and fails if it cannot be used at all, which a pool would find out only
     * after its timeout. A file that is merely busy passes.
     */
    void check() throws SQLException {
        if (files == null) {
            return;
        }
        files.create();
        try {
            files.verify(true);
        } catch (SQLException e) {
            if (SqliteFailures.classify(e) != Failure.BUSY) {
                throw e;
            }
        }
    }

    /** Keeps one more connection open, since a database in memory is lost with its last one. */
    private Databases openInMemory(HikariDataSource both) throws SQLException {
        Connection keeper = dataSource(TransactionMode.DEFERRED).getConnection();
        return new Databases(both, both, both, both, 1, () -> {
            both.close();
            close(keeper);
        });
    }

    private static void close(@Nullable AutoCloseable connection) {
        try (connection) {
            // Nothing but to close it.
        } catch (Exception e) {
            throw UnavailableException.notDone("a SQLite database could not be closed", false, e);
        }
    }

    private HikariDataSource pool(String name, TransactionMode mode, int size) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName(name);
        pool.setDataSource(source(mode));
        pool.setMaximumPoolSize(size);
        pool.setMinimumIdle(0);
        // The first use opens the file, so that its errors are translated like all others.
        pool.setInitializationFailTimeout(-1);
        // A connection to a file does not age.
        pool.setMaxLifetime(0);
        return new HikariDataSource(pool);
    }

    private DataSource source(TransactionMode mode) {
        return wrapper.apply(new StatementCache(verified(mode)));
    }

    /** Opens connections to the file that is open already, and to no other that may be in its place meanwhile. */
    private DataSource verified(TransactionMode mode) {
        return new SQLiteDataSource(config(mode)) {
            {
                setUrl(file.jdbcUrl());
            }

            @Override
            public SQLiteConnection getConnection(@Nullable String user, @Nullable String password)
                    throws SQLException {
                SQLiteConnection connection = super.getConnection(user, password);
                try {
                    if (files != null) {
                        files.verify(false);
                    }
                    copyNothingOnCommit(connection);
                } catch (SQLException e) {
                    connection.close();
                    throw e;
                }
                return connection;
            }
        };
    }

    /** A commit would copy pages in the writer's turn. Older releases of the driver have no name for this pragma. */
    private static void copyNothingOnCommit(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma wal_autocheckpoint = 0");
        }
    }

    private DataSource dataSource(TransactionMode mode) {
        SQLiteDataSource dataSource = new SQLiteDataSource(config(mode));
        dataSource.setUrl(file.jdbcUrl());
        return dataSource;
    }

    private SQLiteConfig config(TransactionMode mode) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(file.inMemory() ? JournalMode.MEMORY : JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        // A log that is written from its beginning again is cut to what is in it, so that its size tells how much that
        // is.
        config.setPragma(Pragma.JOURNAL_SIZE_LIMIT, "0");
        config.setTransactionMode(mode);
        config.enforceForeignKeys(true);
        // A statement that changes many pages keeps the old ones until it is done.
        config.setTempStore(TempStore.MEMORY);
        // What is deleted is overwritten in its page, and in pages that become free.
        config.setPragma(Pragma.SECURE_DELETE, "true");
        config.setBusyTimeout(
                (int) settings.get(SqliteBackendProvider.BUSY_TIMEOUT).toMillis());
        // A connection creates no file: in the place of one that was deleted it would be an empty database.
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        return config;
    }
}
