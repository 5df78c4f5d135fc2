package dev.chatstore.bench;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.TestRedis;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import redis.clients.jedis.RedisClient;

/** A store in memory behind a Redis, without a cache in the process; and Redis itself. */
public class SharedCacheBenchmarks {
    /** A store with and without the shared cache, and a client of the same Redis. */
    @State(Scope.Benchmark)
    public static class CachedStore {
        private static final int LENGTH = 1_000;
        private static final String PREFIX = "bench";

        /** Number of messages to cache and to read. */
        @Param("50")
        public int limit;

        private final ConversationId id = ConversationId.of("one");
        private final TestRedis server = RedisServers.start("--appendonly", "no");
        private final RedisClient client = RedisClient.create("127.0.0.1", server.port());
        private final ChatStorage uncached = ChatStorage.open("memory:");
        private ChatStorage storage = uncached;
        private byte[] key = {};

        /** Fills the stores, and the cache by reading. */
        @Setup
        public void fill() {
            storage = ChatStorage.builder()
                    .url("memory:")
                    .set("cache.url", server.url())
                    .set("cache.messages", Integer.toString(limit))
                    .set("redis.cache-messages", Integer.toString(limit))
                    .set("redis.prefix", PREFIX)
                    .open();
            for (ChatStorage each : List.of(storage, uncached)) {
                for (int i = 0; i < LENGTH; i++) {
                    each.chats().append(id, SampleMessages.any());
                }
            }
            storage.chats().recent(id, limit);
            key = client.keys(PREFIX + ":w:*").iterator().next().getBytes(StandardCharsets.UTF_8);
        }

        /** Closes the stores and the server. */
        @TearDown
        public void close() {
            storage.close();
            uncached.close();
            client.close();
            server.close();
        }
    }

    /** Reads from the store. */
    @Benchmark
    public List<Message> recent(CachedStore store) {
        return store.storage.chats().recent(store.id, store.limit);
    }

    /** Reads the same bytes from Redis. */
    @Benchmark
    public byte[] get(CachedStore store) {
        return store.client.get(store.key);
    }

    /** Appends to the store. */
    @Benchmark
    public AppendReceipt append(CachedStore store) {
        return store.storage.chats().append(store.id, SampleMessages.any());
    }

    /** Writes the text to Redis. */
    @Benchmark
    public long add(CachedStore store) {
        return store.client.setrange("a string", 0, SampleMessages.any().text());
    }
}
