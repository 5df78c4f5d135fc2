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

/** Writes on a server, with caches in front and without; and how fast they are heard of. */
public class TieredServer {
    private static final Conversations CONVERSATIONS = Conversations.MANY;

    /** What stands in front of the database. */
    public enum Caches {
        /** Nothing. */
        NONE,
        /** What the process remembers, and a Redis. */
        BOTH
    }

    /** Who listens to all that is written. */
    public enum Listener {
        /** Nobody. */
        NONE,
        /** The storage that writes. */
        WRITER,
        /** Another storage, which is told through Redis. */
        OTHER
    }

    /** Two storages on one database, as two processes have them. */
    @State(Scope.Benchmark)
    public static class Nodes {
        /** Where the database is. */
        @Param("POSTGRES")
        public Server server;

        /** What stands in front of it. */
        @Param("NONE")
        public Caches caches;

        /** Who listens. */
        @Param("NONE")
        public Listener listener;

        private final TestRedis redis = RedisServers.start("--appendonly", "no");
        private final Heard heard = new Heard();
        private ServerDatabase database;
        private ChatStorage here;
        private ChatStorage there;
        private SessionSet sessions;

        /** Starts and fills all. */
        @Setup
        public void fill() throws SQLException {
            database = ServerDatabase.open(server);
            database.fillStore(EnumSet.of(CONVERSATIONS));
            here = open();
            there = open();
            for (ConversationId id : CONVERSATIONS.ids()) {
                here.chats().recent(id, 50);
            }
            sessions = new SessionSet(here);
            sessions.create();
            if (listener != Listener.NONE) {
                (listener == Listener.WRITER ? here : there).subscribe(ConversationId.DEFAULT_TENANT, heard);
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

        /** Removes it. */
        @TearDown
        public void close() {
            here.close();
            there.close();
            redis.close();
            database.close();
        }
    }

    /** Appends a message. */
    @Benchmark
    public AppendReceipt append(Nodes nodes) {
        return nodes.here.chats().append(nodes.next(), Texts.any());
    }

    /** Changes a session's state. */
    @Benchmark
    public long update(Nodes nodes) {
        return nodes.sessions.update();
    }

    /** Appends messages by many threads; if somebody listens, it ends when all were heard. */
    @Benchmark
    @OperationsPerInvocation(Crowd.OPERATIONS)
    public void appendByMany(Nodes nodes, Crowd crowd) throws InterruptedException, ExecutionException {
        crowd.run(() -> append(nodes));
        if (nodes.listener != Listener.NONE) {
            nodes.heard.await(Crowd.OPERATIONS);
        }
    }
}
