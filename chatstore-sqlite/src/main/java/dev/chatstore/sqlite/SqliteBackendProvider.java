package dev.chatstore.sqlite;

import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.BackendProvider;
import dev.chatstore.api.spi.Schemes;
import dev.chatstore.api.spi.Setting;
import dev.chatstore.jdbi.RelationalBackend;
import dev.chatstore.jdbi.RelationalBackend.Connected;
import dev.chatstore.jdbi.RelationalSettings;
import dev.chatstore.jdbi.database.DatabaseErrors;
import dev.chatstore.jdbi.database.Dialect;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Opens a store in one SQLite file. Each commit is on the disk when it returns. One connection writes and several read
 * at the same time. Several processes may use the file: a second writer waits for the first.
 */
@Schemes("sqlite")
public final class SqliteBackendProvider implements BackendProvider {
    static final Setting<Integer> READERS = Setting.count(
            "sqlite.readers", 4, 1, 64, "Maximum number of connections for reads, next to the one that writes.");

    static final Setting<Duration> BUSY_TIMEOUT = Setting.duration(
            "sqlite.busy-timeout",
            "5s",
            "0ms",
            "1h",
            "Maximum time that one attempt of a transaction waits for another process that writes.");

    static final Setting<Long> WAL_BYTES = Setting.bytes(
            "sqlite.wal-bytes",
            "64MiB",
            "1MiB",
            "1024GiB",
            "Size of the write-ahead log from which a commit empties it, which waits up to a second for the reads that need it.");

    private final UnaryOperator<DataSource> wrapper;

    /** Creates the provider, as the service loader does. */
    public SqliteBackendProvider() {
        this(UnaryOperator.identity());
    }

    /** Creates a provider with a wrapper for its connections. */
    SqliteBackendProvider(UnaryOperator<DataSource> wrapper) {
        this.wrapper = wrapper;
    }

    @Override
    public List<Setting<?>> settings() {
        return Stream.concat(RelationalSettings.ALL.stream(), Stream.of(READERS, BUSY_TIMEOUT, WAL_BYTES))
                .toList();
    }

    @Override
    public Backend open(BackendContext context) {
        SqliteFile file = SqliteFile.of(context.url());
        if (RelationalSettings.validatesOnly(context.settings()) && file.isMissing()) {
            throw UnavailableException.notDone(
                    "the file of " + file.name() + " does not exist: open once with schema=migrate, which creates it",
                    false,
                    null);
        }
        return connected(file, context, RelationalBackend::open);
    }

    @Override
    public boolean exists(BackendContext context) {
        SqliteFile file = SqliteFile.of(context.url());
        return !file.isEmpty() && connected(file, context, RelationalBackend::exists);
    }

    private <R> R connected(SqliteFile file, BackendContext context, Connected<R> connected) {
        SqliteConnections connections = new SqliteConnections(file, context.settings(), wrapper);
        Dialect dialect = new SqliteDialect(file.name(), connections.files());
        try {
            connections.check();
            return connected.use(dialect, connections.open(), context);
        } catch (SQLException e) {
            throw new DatabaseErrors(dialect).translate(e);
        }
    }
}
