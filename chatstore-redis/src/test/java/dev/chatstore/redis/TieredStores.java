package dev.chatstore.redis;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Storage;
import dev.chatstore.testkit.server.RedisServers;
import java.time.InstantSource;
import java.util.Map;

/** Opens a store in memory behind a Redis, of which nothing is left from the store before. */
final class TieredStores {
    private TieredStores() {}

    static Storage onOneNode(String prefix, InstantSource clock, Map<String, String> settings) {
        RedisCaches.onOneNode(prefix).clear();
        return open(RedisServers.shared().url(), prefix, clock, settings);
    }

    static Storage onACluster(String prefix, InstantSource clock, Map<String, String> settings) {
        RedisCaches.onACluster(prefix).clear();
        return open(RedisServers.sharedCluster().url(), prefix, clock, settings);
    }

    private static Storage open(String url, String prefix, InstantSource clock, Map<String, String> settings) {
        return ChatStorage.builder()
                .url("memory:")
                .clock(clock)
                .expiryClock(clock)
                .set("cache.url", url)
                .set("redis.prefix", prefix)
                // Small windows, so that reads go past them, and those in Redis smaller than what is asked of it.
                .set("cache.messages", "5")
                .set("redis.cache-messages", "3")
                .set("cache.slow", "10s")
                .settings(settings)
                .open();
    }
}
