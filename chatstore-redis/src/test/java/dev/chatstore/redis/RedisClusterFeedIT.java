package dev.chatstore.redis;

final class RedisClusterFeedIT extends FeedContract {
    @Override
    RedisCaches caches() {
        return RedisCaches.onACluster("feed");
    }
}
