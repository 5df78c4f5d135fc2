package dev.chatstore.redis.cache;

import dev.chatstore.api.Change;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.ChangeFeed;
import dev.chatstore.api.spi.ConversationCache;
import dev.chatstore.api.spi.SessionCache;
import dev.chatstore.api.spi.Setting;
import dev.chatstore.api.spi.SharedCache;
import dev.chatstore.core.backend.DistinctRandom;
import dev.chatstore.redis.client.Keys;
import dev.chatstore.redis.client.LazyClient;
import dev.chatstore.redis.client.NodePipelines.Answer;
import dev.chatstore.redis.client.ScriptCall;
import dev.chatstore.redis.codec.Frames;
import dev.chatstore.redis.feed.FeedSettings;
import dev.chatstore.redis.feed.RedisChangeFeed;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Redis as the cache and the change feed that processes share in front of a durable store. */
public final class RedisSharedCache implements SharedCache {
    /** The settings besides those of connections, in the order of the documentation. */
    public static final List<Setting<?>> SETTINGS = Stream.of(
                    RedisCacheSettings.ALL, List.<Setting<?>>of(Frames.COMPRESS_FROM), FeedSettings.ALL)
            .<Setting<?>>flatMap(List::stream)
            .toList();

    private final LazyClient client;
    private final CacheCalls calls;
    private final UnreadableValues unreadable = new UnreadableValues();
    private final RedisConversationCache conversations;
    private final RedisSessionCache sessions;
    private final RedisChangeFeed feed;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Creates the cache; closing it closes the client. */
    public RedisSharedCache(LazyClient client, Keys keys, BackendContext context) {
        RedisCacheSettings settings = RedisCacheSettings.of(context.settings());
        Frames frames = Frames.of(context.settings());
        RandomGenerator random = new DistinctRandom(context.random());
        this.client = client;
        this.calls = new CacheCalls(client, context.random());
        WindowCodec codec = new WindowCodec(frames, settings.messages(), settings.bytes());
        WindowCalls windows = new WindowCalls(keys, settings, codec, calls);
        conversations = new RedisConversationCache(calls, windows, codec, unreadable, random);
        sessions = new RedisSessionCache(calls, keys, settings, frames, unreadable);
        feed = new RedisChangeFeed(client, keys.prefix(), FeedSettings.of(context.settings()), random);
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

    @Override
    public void tell(List<Change> changes, Duration age) {
        if (client.isCluster() || changes.isEmpty() || changes.size() > CacheCalls.TOGETHER) {
            SharedCache.super.tell(changes, age);
            return;
        }
        List<ScriptCall> applying = List.of();
        List<Answer<Object>> answers;
        try {
            applying = conversations.applying(changes, age);
        } finally {
            answers = feed.publishAfter(
                    applying.stream().map(ScriptCall::byDigest).toList(), changes);
        }
        calls.replies(applying, answers).forEach(calls::observe);
    }

    /** Returns the number of values found that could not be read. */
    long unreadableValues() {
        return unreadable.count();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            feed.close();
            calls.close();
            client.close();
        }
    }
}
