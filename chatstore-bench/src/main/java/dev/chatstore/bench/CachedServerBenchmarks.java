package dev.chatstore.bench;

import dev.chatstore.ChatStorage;
import dev.chatstore.ChatStorageBuilder;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ConversationId;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.TestRedis;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.concurrent.ExecutionException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Writes on a server with and without caches, and the delivery of changes to listeners. */
public class CachedServerBenchmarks {
    private static final Conversations CONVERSATIONS = Conversations.MANY;

    /** Caches in front of the database. */
    public enum Caches {
        /** None. */
        NONE,
        /** A cache in the process and a shared Redis. */
        BOTH
    }

    /** The storage whose listener receives all changes. */
    public enum Listener {
        /** None. */
        NONE,
        /** The writing storage. */
        WRITER,
        /** Another storage, which is notified through Redis. */
        OTHER
    }

    /** Two storages on one database, like those of two processes. */
    @State(Scope.Benchmark)
    public static class Nodes {
        /** The database server. */
        @Param("POSTGRES")
        public DatabaseServer server;

        /** The caches. */
        @Param("NONE")
        public Caches caches;

        /** The listener. */
        @Param("NONE")
        public Listener listener;

        private final TestRedis redis = RedisServers.start("--appendonly", "no");
        private final NotificationCounter notifications = new NotificationCounter();
        private ServerDatabase database;
        private ChatStorage writer;
        private ChatStorage other;
        private SessionSet sessions;

        /** Starts the servers and fills the tables. */
        @Setup
        public void fill() throws SQLException {
            database = ServerDatabase.open(server);
            database.fillStore(EnumSet.of(CONVERSATIONS));
            writer = open();
            other = open();
            for (ConversationId id : CONVERSATIONS.ids()) {
                writer.chats().recent(id, 50);
            }
            sessions = new SessionSet(writer);
            sessions.create();
            if (listener != Listener.NONE) {
                (listener == Listener.WRITER ? writer : other)
                        .subscribeTenant(ConversationId.DEFAULT_TENANT, notifications);
            }
        }

        private ChatStorage open() {
            ChatStorageBuilder builder = ChatStorage.builder().url(database.storeUrl());
            return caches == Caches.NONE
                    ? builder.open()
                    : builder.set("cache.url", redis.url())
                            .set("cache.bytes", "64MiB")
                            .set("cache.session-bytes", "16MiB")
                            .open();
        }

        private ConversationId next() {
            return CONVERSATIONS.ids().get(CONVERSATIONS.next());
        }

        /** Closes and deletes everything. */
        @TearDown
        public void close() {
            writer.close();
            other.close();
            redis.close();
            database.close();
        }
    }

    /** Appends a message. */
    @Benchmark
    public AppendReceipt append(Nodes nodes) {
        return nodes.writer.chats().append(nodes.next(), SampleMessages.any());
    }

    /** Updates a session. */
    @Benchmark
    public long update(Nodes nodes) {
        return nodes.sessions.update();
    }

    /** Appends messages by many threads; if there is a listener, waits until it has received all. */
    @Benchmark
    @OperationsPerInvocation(ThreadTeam.OPERATIONS)
    public void appendConcurrently(Nodes nodes, ThreadTeam team) throws InterruptedException, ExecutionException {
        team.run(() -> append(nodes));
        if (nodes.listener != Listener.NONE) {
            nodes.notifications.await(ThreadTeam.OPERATIONS);
        }
    }
}
