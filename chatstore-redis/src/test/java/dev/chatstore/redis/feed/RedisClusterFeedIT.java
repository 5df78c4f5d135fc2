package dev.chatstore.redis.feed;

import dev.chatstore.redis.RedisCaches;

final class RedisClusterFeedIT extends FeedContract {
    @Override
    RedisCaches caches() {
        return RedisCaches.onACluster("feed");
    }
}
