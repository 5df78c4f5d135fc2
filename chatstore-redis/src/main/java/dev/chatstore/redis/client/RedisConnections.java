package dev.chatstore.redis.client;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.core.backend.TrustedAuthorities;
import dev.chatstore.redis.client.RedisSettings.Mode;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.UnifiedJedis;

/**
 * Opens clients of Redis: of one node, of the primary that sentinels name, or of a cluster. A client holds a pool of
 * connections and is thread-safe; the caller closes it.
 */
public final class RedisConnections {
    /** How often the client of a cluster follows a slot that has moved, within one attempt. */
    private static final int CLUSTER_ATTEMPTS = 4;

    /** The store holds certificates only, which are no secret; the format wants a password. */
    private static final String STORE_PASSWORD = "certificates";

    private RedisConnections() {}

    /**
     * Opens a client. It connects to one node on first use, to a cluster or to sentinels at once.
     *
     * @throws InvalidInputException if the hosts and the settings do not fit together
     * @throws redis.clients.jedis.exceptions.JedisException if no node of a cluster, or no sentinel, can be reached
     */
    public static UnifiedJedis open(RedisUrl url, Settings settings) {
        return switch (mode(url, settings)) {
            case SENTINEL -> sentinel(url, settings);
            case CLUSTER -> cluster(url, settings);
            default -> single(url, settings);
        };
    }

    /** Returns the kind of the hosts of a URL. */
    static Mode mode(RedisUrl url, Settings settings) {
        Mode mode = settings.get(RedisSettings.MODE);
        boolean named = !settings.get(RedisSettings.SENTINEL_MASTER).isEmpty();
        boolean several = url.hosts().size() > 1;
        if (mode == Mode.AUTO) {
            mode = named ? Mode.SENTINEL : several ? Mode.CLUSTER : Mode.SINGLE;
        }
        if (mode == Mode.SENTINEL && !named) {
            throw new InvalidInputException(
                    RedisSettings.SENTINEL_MASTER.key(),
                    "must name the primary if the hosts of the URL are sentinels",
                    0);
        }
        if (mode == Mode.SINGLE && several) {
            throw new InvalidInputException("url", "must name one host if redis.mode is single", 0);
        }
        if (mode == Mode.CLUSTER && url.database() != 0) {
            throw new InvalidInputException("url", "must name database 0 or none if the hosts are a cluster", 0);
        }
        return mode;
    }

    private static UnifiedJedis single(RedisUrl url, Settings settings) {
        return RedisClient.builder()
                .hostAndPort(url.hosts().get(0))
                .clientConfig(login(url, settings, url.user(), url.password())
                        .database(url.database())
                        .build())
                .poolConfig(pool(settings))
                .build();
    }

    private static UnifiedJedis sentinel(RedisUrl url, Settings settings) {
        JedisClientConfig sentinels = login(
                        url,
                        settings,
                        settings.get(RedisSettings.SENTINEL_USER),
                        settings.get(RedisSettings.SENTINEL_PASSWORD))
                .build();
        return RedisSentinelClient.builder()
                .masterName(settings.get(RedisSettings.SENTINEL_MASTER))
                .sentinels(Set.copyOf(url.hosts()))
                .sentinelClientConfig(sentinels)
                .clientConfig(login(url, settings, url.user(), url.password())
                        .database(url.database())
                        .build())
                .poolConfig(pool(settings))
                .build();
    }

    private static UnifiedJedis cluster(RedisUrl url, Settings settings) {
        Duration longest =
                settings.get(RedisSettings.CONNECTION_TIMEOUT).plus(settings.get(RedisSettings.SOCKET_TIMEOUT));
        return RedisClusterClient.builder()
                .nodes(Set.copyOf(url.hosts()))
                .clientConfig(login(url, settings, url.user(), url.password()).build())
                .poolConfig(pool(settings))
                .maxAttempts(CLUSTER_ATTEMPTS)
                .maxTotalRetriesDuration(longest)
                .build();
    }

    private static DefaultJedisClientConfig.Builder login(
            RedisUrl url, Settings settings, String user, String password) {
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis(millis(settings.get(RedisSettings.CONNECTION_TIMEOUT)))
                .socketTimeoutMillis(millis(settings.get(RedisSettings.SOCKET_TIMEOUT)))
                .clientName("chatstore");
        if (url.tls()) {
            config.sslOptions(tls(settings));
        }
        if (!user.isEmpty()) {
            config.user(user);
        }
        if (!password.isEmpty()) {
            config.password(password);
        }
        return config;
    }

    private static SslOptions tls(Settings settings) {
        Optional<TrustedAuthorities> authorities = TrustedAuthorities.of(settings);
        if (authorities.isEmpty()) {
            return SslOptions.defaults();
        }
        byte[] file = authorities.get().pkcs12(STORE_PASSWORD);
        return SslOptions.builder()
                .trustStoreType("PKCS12")
                .truststore(() -> new ByteArrayInputStream(file), STORE_PASSWORD.toCharArray())
                .build();
    }

    private static ConnectionPoolConfig pool(Settings settings) {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        int size = settings.get(RedisSettings.CONNECTIONS);
        pool.setMaxTotal(size);
        pool.setMaxIdle(size);
        pool.setMinIdle(0);
        pool.setMaxWait(settings.get(RedisSettings.CONNECTION_TIMEOUT));
        pool.setJmxEnabled(false);
        return pool;
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }
}
