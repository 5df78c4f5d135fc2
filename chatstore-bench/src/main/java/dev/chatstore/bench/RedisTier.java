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

/** A store in memory behind Redis, with nothing remembered in the process; and Redis itself. */
public class RedisTier {
    /** Both, on one server. */
    @State(Scope.Benchmark)
    public static class Tier {
        private static final int LENGTH = 1_000;
        private static final String PREFIX = "bench";

        /** How many messages are cached, and read. */
        @Param("50")
        public int limit;

        private final ConversationId id = ConversationId.of("one");
        private final TestRedis server = RedisServers.start("--appendonly", "no");
        private final RedisClient client = RedisClient.create("127.0.0.1", server.port());
        private final ChatStorage bare = ChatStorage.open("memory:");
        private ChatStorage storage = bare;
        private byte[] key = {};

        /** Fills the store, and Redis by reading. */
        @Setup
        public void fill() {
            storage = ChatStorage.builder()
                    .url("memory:")
                    .set("cache.url", server.url())
                    .set("cache.messages", Integer.toString(limit))
                    .set("redis.cache-messages", Integer.toString(limit))
                    .set("redis.prefix", PREFIX)
                    .open();
            for (ChatStorage each : List.of(storage, bare)) {
                for (int i = 0; i < LENGTH; i++) {
                    each.chats().append(id, Texts.any());
                }
            }
            storage.chats().recent(id, limit);
            key = client.keys(PREFIX + ":w:*").iterator().next().getBytes(StandardCharsets.UTF_8);
        }

        /** Ends both. */
        @TearDown
        public void close() {
            storage.close();
            bare.close();
            client.close();
            server.close();
        }
    }

    /** Reads by the store. */
    @Benchmark
    public List<Message> recent(Tier tier) {
        return tier.storage.chats().recent(tier.id, tier.limit);
    }

    /** Fetches the same bytes. */
    @Benchmark
    public byte[] get(Tier tier) {
        return tier.client.get(tier.key);
    }

    /** Appends by the store behind Redis. */
    @Benchmark
    public AppendReceipt append(Tier tier) {
        return tier.storage.chats().append(tier.id, Texts.any());
    }

    /** Adds the text to a string. */
    @Benchmark
    public long add(Tier tier) {
        return tier.client.setrange("a string", 0, Texts.any().text());
    }
}
