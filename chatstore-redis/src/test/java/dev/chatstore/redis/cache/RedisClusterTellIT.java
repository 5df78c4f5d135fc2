package dev.chatstore.redis.cache;

import dev.chatstore.redis.RedisCaches;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.TestRedis;
import java.util.List;

final class RedisClusterTellIT extends TellContract {
    @Override
    RedisCaches caches() {
        return RedisCaches.onACluster("tell");
    }

    @Override
    List<TestRedis> nodes() {
        return RedisServers.sharedCluster().nodes();
    }
}
