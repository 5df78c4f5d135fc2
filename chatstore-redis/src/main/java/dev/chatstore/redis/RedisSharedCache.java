package dev.chatstore.redis;

import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.ChangeFeed;
import dev.chatstore.api.spi.ConversationCache;
import dev.chatstore.api.spi.SessionCache;
import dev.chatstore.api.spi.SharedCache;
import java.util.concurrent.atomic.AtomicBoolean;

/** Redis as what processes share in front of a durable store. */
final class RedisSharedCache implements SharedCache {
    private final CacheClient client;
    private final CacheClient listening;
    private final CacheCalls calls;
    private final CorruptValues corrupt = new CorruptValues();
    private final RedisConversationCache conversations;
    private final RedisSessionCache sessions;
    private final RedisChangeFeed feed;
    private final AtomicBoolean closed = new AtomicBoolean();

    RedisSharedCache(CacheClient client, BackendContext context) {
        CacheSettings settings = CacheSettings.of(context.settings());
        KeyMaker keys = new KeyMaker(RedisSettings.prefix(context.settings()));
        this.client = client;
        this.calls = new CacheCalls(client, context.random());
        conversations = new RedisConversationCache(calls, keys, settings, context.random(), corrupt);
        sessions = new RedisSessionCache(calls, keys, settings, corrupt);
        listening = client.withConnections(FeedChannels.CONNECTIONS);
        feed = new RedisChangeFeed(client, listening, keys.prefix(), settings, context.random());
    }

    @Override
    public ConversationCache conversations() {
        return conversations;
    }

    @Override
    public SessionCache sessions() {
        return sessions;
    }

    @Override
    public ChangeFeed feed() {
        return feed;
    }

    /** Returns how many values were found that nobody could read. */
    long corruptValues() {
        return corrupt.count();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            feed.close();
            calls.close();
            listening.close();
            client.close();
        }
    }
}
