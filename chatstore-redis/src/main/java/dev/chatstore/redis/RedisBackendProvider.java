package dev.chatstore.redis;

import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.BackendProvider;
import dev.chatstore.api.spi.Schemes;
import dev.chatstore.api.spi.Setting;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Opens a store in Redis: one node, the primary that sentinels name, or a cluster. Each method is one script on one slot;
 * what it acknowledges is as durable as the server makes it, which {@link RedisDurability} tells.
 */
@Schemes({"redis", "rediss"})
public final class RedisBackendProvider implements BackendProvider {
    private final @Nullable UnifiedJedis own;

    /** Makes the provider, as the service loader does. */
    public RedisBackendProvider() {
        this.own = null;
    }

    /**
     * Makes a provider that works on the caller's own client, which stays open when the store is closed. The settings of
     * connections have no effect on it. The URL then is {@code redis:} and nothing more.
     */
    public RedisBackendProvider(UnifiedJedis client) {
        this.own = client;
    }

    @Override
    public List<Setting<?>> settings() {
        return RedisSettings.ALL;
    }

    @Override
    public Backend open(BackendContext context) {
        RedisSettings.prefix(context.settings());
        if (own != null) {
            return RedisBackend.open(own, "Redis", context, () -> {});
        }
        RedisUrl url = RedisUrl.of(context.url(), context.settings());
        String name = "Redis at " + url;
        try {
            UnifiedJedis client = RedisConnections.open(url, context.settings());
            return RedisBackend.open(client, name, context, client::close);
        } catch (JedisException e) {
            throw RedisFailure.of(e).told(name, e);
        }
    }
}
