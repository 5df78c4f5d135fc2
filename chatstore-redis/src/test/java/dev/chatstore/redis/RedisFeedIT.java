package dev.chatstore.redis;

final class RedisFeedIT extends FeedContract {
    @Override
    RedisCaches caches() {
        return RedisCaches.onOneNode("feed");
    }
}
