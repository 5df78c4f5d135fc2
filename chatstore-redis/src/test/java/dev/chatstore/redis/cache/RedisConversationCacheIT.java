package dev.chatstore.redis.cache;

import dev.chatstore.api.spi.ConversationCache;
import dev.chatstore.api.spi.SharedCache;
import dev.chatstore.redis.RedisCaches;
import dev.chatstore.testkit.cache.ConversationCacheContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

final class RedisConversationCacheIT extends ConversationCacheContract {
    private static final RedisCaches CACHES = RedisCaches.onOneNode("windows");

    private final List<SharedCache> opened = new ArrayList<>();

    @Override
    protected ConversationCache open(int messages) {
        CACHES.clear();
        SharedCache cache = CACHES.open(Map.of("redis.cache-messages", Integer.toString(messages)));
        opened.add(cache);
        return cache.conversations();
    }

    @AfterEach
    void close() {
        opened.forEach(SharedCache::close);
    }

    @Override
    protected void pass(Duration time) {
        RedisCaches.pass(time);
    }

    @Override
    protected Duration ticketLife() {
        return RedisCaches.LEASE;
    }
}
