package dev.chatstore.bench;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.bench.data.ConversationSet;
import dev.chatstore.bench.data.StoreFiller;
import dev.chatstore.testkit.server.TestRedis;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import redis.clients.jedis.RedisClient;

/** Conversations in a Redis, in front of a store in memory and without a cache in the process. */
final class SharedWindows implements AutoCloseable {
    private final ConversationSet conversations = ConversationSet.random("shared", 100, 100);
    private final int limit;
    private final ChatStorage storage;
    private final RedisClient client;
    private final List<byte[]> keys;

    private SharedWindows(TestRedis server, String prefix, int limit) {
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
        StoreFiller.fill(storage.chats(), conversations);
        for (ConversationId id : conversations.ids()) {
            storage.chats().recent(id, limit);
        }
        keys = client.keys(prefix + ":*:w:*").stream()
                .map(key -> key.getBytes(StandardCharsets.UTF_8))
                .toList();
        if (keys.size() != conversations.ids().size()) {
            throw new IllegalStateException("Redis has cached " + keys.size() + " conversations instead of "
                    + conversations.ids().size());
        }
    }

    static SharedWindows open(TestRedis server, int limit) {
        return new SharedWindows(server, "bench-" + UUID.randomUUID(), limit);
    }

    void recent() {
        storage.chats().recent(conversations.nextId(), limit);
    }

    void get() {
        client.get(keys.get(ThreadLocalRandom.current().nextInt(keys.size())));
    }

    @Override
    public void close() {
        storage.close();
        client.close();
    }
}
