package dev.chatstore.bench;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.NewMessage;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.sqlite.SQLiteConfig.TransactionMode;

/** Durable appends of one message by the store, and inserts of one row into a raw table. */
public class SqliteAppendBenchmarks {
    /** A store in a file. */
    @State(Scope.Benchmark)
    public static class Store {
        /** The conversations to append to. */
        @Param("ONE_OF_10")
        public Conversations conversations;

        private final AtomicLong ids = new AtomicLong();
        private final BenchmarkDirectory directory = BenchmarkDirectory.open();
        private final ChatStorage storage = ChatStorage.open("sqlite:" + directory.file("store.db"));

        /** Fills the store. */
        @Setup
        public void fill() {
            StoreFiller.fill(storage.chats(), conversations);
        }

        AppendReceipt append(NewMessage message) {
            return storage.chats().append(conversations.ids().get(conversations.next()), message);
        }

        /** Closes and deletes everything. */
        @TearDown
        public void close() {
            storage.close();
            directory.close();
        }
    }

    /** A raw table in a file. */
    @State(Scope.Benchmark)
    public static class Table {
        /** The conversations to append to. */
        @Param("ONE_OF_10")
        public Conversations conversations;

        /** Number of connections in the pool. */
        @Param("1")
        public int connections;

        private final BenchmarkDirectory directory = BenchmarkDirectory.open();
        private RawTable table;

        /** Creates and fills the table. */
        @Setup
        public void fill() throws SQLException {
            RawPool pool = RawSqlite.open(directory.file("raw.db"), TransactionMode.IMMEDIATE, connections);
            table = RawTable.create(pool, conversations);
        }

        /** Closes and deletes everything. */
        @TearDown
        public void close() {
            table.close();
            directory.close();
        }
    }

    /** Appends a message without an id. */
    @Benchmark
    public AppendReceipt append(Store store) {
        return store.append(SampleMessages.any());
    }

    /** Appends messages without ids concurrently. */
    @Benchmark
    @OperationsPerInvocation(ThreadTeam.OPERATIONS)
    public void appendConcurrently(Store store, ThreadTeam team) throws InterruptedException, ExecutionException {
        team.run(() -> append(store));
    }

    /** Appends a message with an id. */
    @Benchmark
    public AppendReceipt appendWithId(Store store) {
        return store.append(SampleMessages.any().withId("message-" + store.ids.getAndIncrement()));
    }

    /** Appends messages with ids concurrently. */
    @Benchmark
    @OperationsPerInvocation(ThreadTeam.OPERATIONS)
    public void appendWithIdConcurrently(Store store, ThreadTeam team) throws InterruptedException, ExecutionException {
        team.run(() -> appendWithId(store));
    }

    /** Inserts a row. */
    @Benchmark
    public int insert(Table table) throws SQLException {
        return table.table.insert();
    }

    /** Inserts rows concurrently. */
    @Benchmark
    @OperationsPerInvocation(ThreadTeam.OPERATIONS)
    public void insertConcurrently(Table table, ThreadTeam team) throws InterruptedException, ExecutionException {
        team.run(() -> insert(table));
    }
}
