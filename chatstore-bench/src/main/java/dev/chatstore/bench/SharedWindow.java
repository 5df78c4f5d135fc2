package dev.chatstore.bench;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.bench.data.SampleMessages;
import dev.chatstore.testkit.server.TestRedis;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import redis.clients.jedis.RedisClient;

/** A conversation in a Redis, in front of a store in memory and without a cache in the process. */
final class SharedWindow implements AutoCloseable {
    private static final int LENGTH = 1_000;

    private final ConversationId id = ConversationId.of("one");
    private final int limit;
    private final ChatStorage storage;
    private final RedisClient client;
    private final byte[] key;

    private SharedWindow(TestRedis server, String prefix, int limit) {
        this.limit = limit;
        storage = ChatStorage.builder()
                .url("memory:")
                .set("cache.url", server.url())
                .set("cache.messages", Integer.toString(limit))
                .set("redis.cache-messages", Integer.toString(limit))
                .set("redis.prefix", prefix)
                .open();
        // Its pool has eight connections.
        client = RedisClient.create("127.0.0.1", server.port());
        for (int i = 0; i < LENGTH; i++) {
            storage.chats().append(id, SampleMessages.any());
        }
        storage.chats().recent(id, limit);
        key = client.keys(prefix + ":w:*").iterator().next().getBytes(StandardCharsets.UTF_8);
    }

    static SharedWindow open(TestRedis server, int limit) {
        return new SharedWindow(server, "bench-" + UUID.randomUUID(), limit);
    }

    void recent() {
        storage.chats().recent(id, limit);
    }

    void get() {
        client.get(key);
    }

    @Override
    public void close() {
        storage.close();
        client.close();
    }
}
