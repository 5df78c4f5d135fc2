package dev.chatstore.bench.store;

import dev.chatstore.ChatStorage;
import dev.chatstore.bench.data.BenchmarkDirectory;
import dev.chatstore.bench.data.ConversationSet;
import dev.chatstore.bench.data.RawRow;
import dev.chatstore.bench.raw.BulkLoad;
import dev.chatstore.bench.raw.MultiRowInsert;
import dev.chatstore.bench.raw.RawPool;
import dev.chatstore.bench.raw.RawSqlite;
import dev.chatstore.bench.raw.SqlFiles;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Two files, so that neither side waits for the log of the other: one of the store, one with the raw table. */
final class SqliteDatabase implements Database {
    private final BenchmarkDirectory directory = BenchmarkDirectory.open();
    private final Path store = directory.file("store.db");
    private final Path raw = directory.file("raw.db");

    /** Creates empty tables. */
    static SqliteDatabase open() throws SQLException {
        SqliteDatabase database = new SqliteDatabase();
        ChatStorage.open(database.url()).close();
        try (RawPool pool = database.writers(1)) {
            pool.run(database.bulkLoad().folder() + "raw_tables.sql");
        }
        return database;
    }

    @Override
    public SqliteDatabase fresh() throws SQLException {
        return open();
    }

    @Override
    public String url() {
        return "sqlite:" + store;
    }

    @Override
    public RawPool readers(int connections) {
        return RawSqlite.readers(store, connections);
    }

    @Override
    public RawPool writers(int connections) {
        return RawSqlite.writer(raw);
    }

    @Override
    public void fill(Collection<ConversationSet> inStore, Collection<ConversationSet> inRaw) throws SQLException {
        for (ConversationSet conversations : inStore) {
            load(store, "chat_message", RawRow.of(conversations));
        }
        try (Connection connection = connect(store)) {
            SqlFiles.run(connection, "heads.sql");
        }
        for (ConversationSet conversations : inRaw) {
            loadRaw(RawRow.of(conversations));
        }
    }

    @Override
    public void loadRaw(Stream<RawRow> rows) throws SQLException {
        load(raw, "raw_message", rows);
    }

    private void load(Path file, String table, Stream<RawRow> rows) throws SQLException {
        try (Connection connection = connect(file)) {
            bulkLoad().load(connection, table, rows.iterator());
        }
    }

    /** Both files are in WAL mode already, which is durable with SQLite's default, {@code synchronous=FULL}. */
    private static Connection connect(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    @Override
    public BulkLoad bulkLoad() {
        return MultiRowInsert.SQLITE;
    }

    @Override
    public List<Long> processes() {
        return List.of();
    }

    @Override
    public void close() {
        directory.close();
    }
}
