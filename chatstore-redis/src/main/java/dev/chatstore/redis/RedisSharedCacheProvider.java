package dev.chatstore.redis;

import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.Schemes;
import dev.chatstore.api.spi.Setting;
import dev.chatstore.api.spi.SharedCache;
import dev.chatstore.api.spi.SharedCacheProvider;
import dev.chatstore.redis.cache.RedisSharedCache;
import dev.chatstore.redis.client.JedisVersion;
import dev.chatstore.redis.client.Keys;
import dev.chatstore.redis.client.LazyClient;
import dev.chatstore.redis.client.OwnClient;
import dev.chatstore.redis.client.RedisSettings;
import dev.chatstore.redis.client.RedisUrl;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/**
 * Opens Redis as the cache that processes share in front of a durable store, and as the feed of changes between them:
 * one node, the primary that sentinels name, or a cluster. The storage opens also while Redis is away.
 */
@Schemes({"redis", "rediss"})
public final class RedisSharedCacheProvider implements SharedCacheProvider {
    private final @Nullable UnifiedJedis own;

    /** Creates the provider for the service loader. */
    public RedisSharedCacheProvider() {
        this.own = null;
    }

    /**
     * Creates a provider that uses the caller's own client, which stays open when the storage is closed. The settings
     * of connections have no effect on it, and the URL is {@code redis:} and nothing more. The feed keeps one of the
     * client's connections for itself, four in a cluster.
     *
     * @param client a {@code RedisClient}, {@code RedisClusterClient} or {@code RedisSentinelClient}
     */
    public RedisSharedCacheProvider(UnifiedJedis client) {
        this.own = Objects.requireNonNull(client, "client");
    }

    @Override
    public List<Setting<?>> settings() {
        return Stream.concat(RedisSettings.ALL.stream(), RedisSharedCache.SETTINGS.stream())
                .toList();
    }

    @Override
    public SharedCache open(BackendContext context) {
        JedisVersion.check();
        if (own != null) {
            OwnClient.check(own, context.url());
        }
        Keys keys = Keys.of(context.settings()).inFrontOf(context.store());
        LazyClient client = own != null
                ? LazyClient.of(own)
                : LazyClient.at(RedisUrl.of(context.url(), context.settings()), context.settings());
        return new RedisSharedCache(client, keys, context);
    }
}
