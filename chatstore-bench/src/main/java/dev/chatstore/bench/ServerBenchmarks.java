package dev.chatstore.bench;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Appends, reads and session updates on a server: by the store, and by the statement that bounds them. */
public class ServerBenchmarks {
    /** A store on a server, and plain connections to its tables. */
    @State(Scope.Benchmark)
    public static class Store {
        /** Where it is. */
        @Param("POSTGRES")
        public Server server;

        /** What is appended to and read from. */
        @Param("MANY")
        public Conversations conversations;

        /** What else is in the tables. */
        @Param("MANY")
        public Conversations neighbours;

        private final AtomicLong ids = new AtomicLong();
        private ServerDatabase database;
        private ChatStorage storage;
        private RawRecent raw;

        /** Starts and fills it. */
        @Setup
        public void fill() throws SQLException {
            database = ServerDatabase.open(server);
            database.fillStore(EnumSet.of(conversations, neighbours));
            storage = database.store();
            raw = new RawRecent(database.pool(RawRecent.READERS));
        }

        ConversationId next() {
            return conversations.ids().get(conversations.next());
        }

        /** Removes it. */
        @TearDown
        public void close() {
            raw.close();
            storage.close();
            database.close();
        }
    }

    /** A bare table on a server. */
    @State(Scope.Benchmark)
    public static class Table {
        /** Where it is. */
        @Param("POSTGRES")
        public Server server;

        /** What is appended to. */
        @Param("MANY")
        public Conversations conversations;

        /** How many connections the pool has. */
        @Param("1")
        public int connections;

        private ServerDatabase database;
        private RawTable table;

        /** Starts and fills it. */
        @Setup
        public void fill() throws SQLException {
            database = ServerDatabase.open(server);
            database.fillRaw(conversations);
            table = new RawTable(database.pool(connections), conversations);
        }

        /** Removes it. */
        @TearDown
        public void close() {
            table.close();
            database.close();
        }
    }

    /** Sessions in a store on a server, and as bare rows. */
    @State(Scope.Benchmark)
    public static class Sessions {
        /** Where they are. */
        @Param("POSTGRES")
        public Server server;

        private ServerDatabase database;
        private ChatStorage storage;
        private SessionSet sessions;
        private RawSessions raw;

        /** Starts and fills it. */
        @Setup
        public void fill() throws SQLException {
            database = ServerDatabase.open(server);
            try (ChatStorage first = database.store();
                    RawSessions copy = new RawSessions(database.pool(1))) {
                new SessionSet(first).create();
                copy.copy();
            }
            database.settle();
            storage = database.store();
            sessions = new SessionSet(storage);
            raw = new RawSessions(database.pool(1));
        }

        /** Removes it. */
        @TearDown
        public void close() {
            raw.close();
            storage.close();
            database.close();
        }
    }

    /** Appends a message without an id. */
    @Benchmark
    public AppendReceipt append(Store store) {
        return store.storage.chats().append(store.next(), Texts.any());
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
        NewMessage message = Texts.any().withId("message-" + store.ids.getAndIncrement());
        return store.storage.chats().append(store.next(), message);
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

    /** Reads the newest 50 by the store. */
    @Benchmark
    public List<Message> recent(Store store) {
        return store.storage.chats().recent(store.next(), 50);
    }

    /** Reads the newest 50 by the query, and makes the same objects. */
    @Benchmark
    public List<Message> query(Store store) throws SQLException {
        return store.raw.messages(store.next(), 50);
    }

    /** Changes a session's state by the store. */
    @Benchmark
    public long update(Sessions sessions) {
        return sessions.sessions.update();
    }

    /** Reads a session's row and changes it if it is as it was read. */
    @Benchmark
    public long compareAndSet(Sessions sessions) throws SQLException {
        return sessions.raw.update();
    }
}
