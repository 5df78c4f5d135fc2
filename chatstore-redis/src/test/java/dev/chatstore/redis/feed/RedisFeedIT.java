package dev.chatstore.redis.feed;

import dev.chatstore.redis.RedisCaches;

final class RedisFeedIT extends FeedContract {
    @Override
    RedisCaches caches() {
        return RedisCaches.onOneNode("feed");
    }
}
