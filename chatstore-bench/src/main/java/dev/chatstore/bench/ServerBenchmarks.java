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

/** Appends, reads and session updates on a server: by the store, and by the raw statements that bound them. */
public class ServerBenchmarks {
    /** A store on a server, and plain connections to its tables. */
    @State(Scope.Benchmark)
    public static class Store {
        /** The server. */
        @Param("POSTGRES")
        public DatabaseServer server;

        /** The conversations to append to and read from. */
        @Param("MANY")
        public Conversations conversations;

        /** Other conversations in the tables. */
        @Param("MANY")
        public Conversations otherConversations;

        private final AtomicLong ids = new AtomicLong();
        private ServerDatabase database;
        private ChatStorage storage;
        private RawRecent raw;

        /** Starts the server and fills the tables. */
        @Setup
        public void fill() throws SQLException {
            database = ServerDatabase.open(server);
            database.fillStore(EnumSet.of(conversations, otherConversations));
            storage = database.store();
            raw = new RawRecent(database.pool(RawRecent.READERS));
        }

        ConversationId next() {
            return conversations.ids().get(conversations.next());
        }

        /** Closes and deletes everything. */
        @TearDown
        public void close() {
            raw.close();
            storage.close();
            database.close();
        }
    }

    /** A raw table on a server. */
    @State(Scope.Benchmark)
    public static class Table {
        /** The server. */
        @Param("POSTGRES")
        public DatabaseServer server;

        /** The conversations to append to. */
        @Param("MANY")
        public Conversations conversations;

        /** Number of connections in the pool. */
        @Param("1")
        public int connections;

        private ServerDatabase database;
        private RawTable table;

        /** Starts the server and fills the tables. */
        @Setup
        public void fill() throws SQLException {
            database = ServerDatabase.open(server);
            database.fillRaw(conversations);
            table = new RawTable(database.pool(connections), conversations);
        }

        /** Closes and deletes everything. */
        @TearDown
        public void close() {
            table.close();
            database.close();
        }
    }

    /** Sessions in a store on a server, and as raw rows. */
    @State(Scope.Benchmark)
    public static class Sessions {
        /** The server. */
        @Param("POSTGRES")
        public DatabaseServer server;

        private ServerDatabase database;
        private ChatStorage storage;
        private SessionSet sessions;
        private RawSessions raw;

        /** Starts the server and fills the tables. */
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

        /** Closes and deletes everything. */
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
        return store.storage.chats().append(store.next(), SampleMessages.any());
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
        NewMessage message = SampleMessages.any().withId("message-" + store.ids.getAndIncrement());
        return store.storage.chats().append(store.next(), message);
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

    /** Reads the newest 50 messages from the store. */
    @Benchmark
    public List<Message> recent(Store store) {
        return store.storage.chats().recent(store.next(), 50);
    }

    /** Reads the newest 50 messages by the query and creates the same objects. */
    @Benchmark
    public List<Message> query(Store store) throws SQLException {
        return store.raw.messages(store.next(), 50);
    }

    /** Updates a session of the store. */
    @Benchmark
    public long update(Sessions sessions) {
        return sessions.sessions.update();
    }

    /** Reads the row of a session and updates it if it has not changed. */
    @Benchmark
    public long compareAndSet(Sessions sessions) throws SQLException {
        return sessions.raw.update();
    }
}
