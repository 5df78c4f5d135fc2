package dev.chatstore.redis.cache;

import dev.chatstore.api.spi.SessionCache;
import dev.chatstore.api.spi.SharedCache;
import dev.chatstore.redis.RedisCaches;
import dev.chatstore.testkit.cache.SessionCacheContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

final class RedisSessionCacheIT extends SessionCacheContract {
    private static final RedisCaches CACHES = RedisCaches.onOneNode("kept");

    private final List<SharedCache> opened = new ArrayList<>();

    @Override
    protected SessionCache open() {
        CACHES.clear();
        SharedCache cache = CACHES.open(Map.of());
        opened.add(cache);
        return cache.sessions();
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
    protected Duration refusalAfterDrop() {
        return RedisCaches.MEMORY;
    }
}
