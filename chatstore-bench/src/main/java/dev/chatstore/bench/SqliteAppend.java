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

/** One message, durable on return: by the store, and as a row by itself. */
public class SqliteAppend {
    /** A store in a file. */
    @State(Scope.Benchmark)
    public static class Store {
        /** What is appended to. */
        @Param("ONE_OF_10")
        public Conversations conversations;

        private final AtomicLong ids = new AtomicLong();
        private final Folder folder = Folder.open();
        private final ChatStorage storage = ChatStorage.open("sqlite:" + folder.file("store.db"));

        /** Fills it. */
        @Setup
        public void fill() {
            Stores.fill(storage.chats(), conversations);
        }

        AppendReceipt append(NewMessage message) {
            return storage.chats().append(conversations.ids().get(conversations.next()), message);
        }

        /** Removes it. */
        @TearDown
        public void close() {
            storage.close();
            folder.close();
        }
    }

    /** A bare table in a file. */
    @State(Scope.Benchmark)
    public static class Table {
        /** What is appended to. */
        @Param("ONE_OF_10")
        public Conversations conversations;

        /** How many connections the pool has. */
        @Param("1")
        public int connections;

        private final Folder folder = Folder.open();
        private RawTable table;

        /** Makes and fills it. */
        @Setup
        public void fill() throws SQLException {
            RawPool pool = RawSqlite.open(folder.file("raw.db"), TransactionMode.IMMEDIATE, connections);
            table = RawTable.create(pool, conversations);
        }

        /** Removes it. */
        @TearDown
        public void close() {
            table.close();
            folder.close();
        }
    }

    /** Appends a message without an id. */
    @Benchmark
    public AppendReceipt append(Store store) {
        return store.append(Texts.any());
    }

    /** Appends messages without ids by many threads. */
    @Benchmark
    @OperationsPerInvocation(Crowd.OPERATIONS)
    public void appendByMany(Store store, Crowd crowd) throws InterruptedException, ExecutionException {
        crowd.run(() -> append(store));
    }

    /** Appends a message with an id. */
    @Benchmark
    public AppendReceipt appendWithId(Store store) {
        return store.append(Texts.any().withId("message-" + store.ids.getAndIncrement()));
    }

    /** Appends messages with ids by many threads. */
    @Benchmark
    @OperationsPerInvocation(Crowd.OPERATIONS)
    public void appendWithIdByMany(Store store, Crowd crowd) throws InterruptedException, ExecutionException {
        crowd.run(() -> appendWithId(store));
    }

    /** Inserts a row. */
    @Benchmark
    public int insert(Table table) throws SQLException {
        return table.table.insert();
    }

    /** Inserts rows by many threads. */
    @Benchmark
    @OperationsPerInvocation(Crowd.OPERATIONS)
    public void insertByMany(Table table, Crowd crowd) throws InterruptedException, ExecutionException {
        crowd.run(() -> insert(table));
    }
}
