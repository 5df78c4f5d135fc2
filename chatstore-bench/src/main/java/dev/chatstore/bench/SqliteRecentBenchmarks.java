package dev.chatstore.bench;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;
import org.sqlite.SQLiteConfig.TransactionMode;

/** Reads of the newest messages from the store, and by the same query on the same file. */
public class SqliteRecentBenchmarks {
    /** A store in a file, and plain connections to that file. */
    @State(Scope.Benchmark)
    public static class Database {
        /** The conversations to read from. */
        @Param("ONE_OF_10")
        public Conversations conversations;

        /** Maximum number of messages to read. */
        @Param("20")
        public int limit;

        private final BenchmarkDirectory directory = BenchmarkDirectory.open();
        private final Path path = directory.file("store.db");
        private final ChatStorage storage = ChatStorage.open("sqlite:" + path);
        private RawRecent raw;

        /** Fills the store. */
        @Setup
        public void fill() {
            StoreFiller.fill(storage.chats(), conversations);
            raw = new RawRecent(RawSqlite.open(path, TransactionMode.DEFERRED, RawRecent.READERS));
        }

        ConversationId next() {
            return conversations.ids().get(conversations.next());
        }

        /** Closes and deletes everything. */
        @TearDown
        public void close() {
            raw.close();
            storage.close();
            directory.close();
        }
    }

    /** Reads from the store. */
    @Benchmark
    public List<Message> recent(Database database) {
        return database.storage.chats().recent(database.next(), database.limit);
    }

    /** Reads by the query and creates the same objects. */
    @Benchmark
    public List<Message> query(Database database) throws SQLException {
        return database.raw.messages(database.next(), database.limit);
    }

    /** Reads the columns by the query without creating objects. */
    @Benchmark
    public int columns(Database database, Blackhole blackhole) throws SQLException {
        return database.raw.columns(database.next(), database.limit, blackhole);
    }
}
