package dev.chatstore.redis;

import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.BackendProvider;
import dev.chatstore.api.spi.Schemes;
import dev.chatstore.api.spi.Setting;
import dev.chatstore.redis.client.JedisVersion;
import dev.chatstore.redis.client.Keys;
import dev.chatstore.redis.client.OwnClient;
import dev.chatstore.redis.client.RedisCalls;
import dev.chatstore.redis.client.RedisConnections;
import dev.chatstore.redis.client.RedisFailure;
import dev.chatstore.redis.client.RedisSettings;
import dev.chatstore.redis.client.RedisUrl;
import dev.chatstore.redis.client.ServerInfo;
import dev.chatstore.redis.client.ServerName;
import dev.chatstore.redis.store.RedisBackend;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Opens a store in Redis: one node, the primary that sentinels name, or a cluster. Each method is one script on one
 * slot; what it acknowledges is as durable as the server makes it, see {@link RedisDurability}.
 */
@Schemes({"redis", "rediss"})
public final class RedisBackendProvider implements BackendProvider {
    private static final Logger LOG = LoggerFactory.getLogger(RedisBackendProvider.class);

    private final @Nullable UnifiedJedis own;

    /** Creates the provider for the service loader. */
    public RedisBackendProvider() {
        this.own = null;
    }

    /**
     * Creates a provider that uses the caller's own client, which stays open when the storage is closed. The settings
     * of connections have no effect on it, and the URL is {@code redis:} and nothing more.
     *
     * @param client a {@code RedisClient}, {@code RedisClusterClient} or {@code RedisSentinelClient}
     */
    public RedisBackendProvider(UnifiedJedis client) {
        this.own = Objects.requireNonNull(client, "client");
    }

    @Override
    public List<Setting<?>> settings() {
        return RedisSettings.ALL;
    }

    @Override
    public Backend open(BackendContext context) {
        JedisVersion.check();
        Keys keys = Keys.of(context.settings());
        if (own != null) {
            OwnClient.check(own, context.url());
            return open(own, ServerName.ofOwnClient(), keys, context, () -> {});
        }
        RedisUrl url = RedisUrl.of(context.url(), context.settings());
        try {
            UnifiedJedis client = RedisConnections.open(url, context.settings());
            return open(client, ServerName.of(url), keys, context, client::close);
        } catch (JedisException e) {
            throw RedisFailure.of(e).toException(ServerName.of(url), e);
        }
    }

    private static Backend open(
            UnifiedJedis client, ServerName server, Keys keys, BackendContext context, Runnable onClose) {
        try {
            RedisCalls calls = RedisCalls.retrying(client, server, context.settings(), context.random());
            List<ServerInfo> nodes = calls.call(ServerInfo::all);
            RedisBackend.check(nodes, server, client);
            String loss = RedisDurability.of(nodes).loss();
            if (!loss.isEmpty()) {
                LOG.warn("{} may lose acknowledged writes: {}", server, loss);
            }
            return new RedisBackend(calls, keys, context, onClose);
        } catch (RuntimeException e) {
            onClose.run();
            throw e;
        }
    }
}
