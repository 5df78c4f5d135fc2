package dev.chatstore.redis;

import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.Schemes;
import dev.chatstore.api.spi.Setting;
import dev.chatstore.api.spi.SharedCache;
import dev.chatstore.api.spi.SharedCacheProvider;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/**
 * Opens Redis as the cache that processes share in front of a durable store, and as the feed of changes between them: one
 * node, the primary that sentinels name, or a cluster. It need not be there when the storage is opened.
 */
@Schemes({"redis", "rediss"})
public final class RedisSharedCacheProvider implements SharedCacheProvider {
    private final @Nullable UnifiedJedis own;

    /** Makes the provider, as the service loader does. */
    public RedisSharedCacheProvider() {
        this.own = null;
    }

    /**
     * Makes a provider that works on the caller's own client, which stays open when the storage is closed. The settings of
     * connections have no effect on it. The feed keeps one of its connections for itself, four of a cluster's. The URL
     * then is {@code redis:} and nothing more.
     */
    public RedisSharedCacheProvider(UnifiedJedis client) {
        this.own = client;
    }

    @Override
    public List<Setting<?>> settings() {
        return Stream.concat(RedisSettings.ALL.stream(), CacheSettings.ALL.stream())
                .toList();
    }

    @Override
    public SharedCache open(BackendContext context) {
        RedisSettings.prefix(context.settings());
        if (own != null) {
            return new RedisSharedCache(new CacheClient(own), context);
        }
        return new RedisSharedCache(
                new CacheClient(RedisUrl.of(context.url(), context.settings()), context.settings()), context);
    }
}
