package dev.chatstore.redis.client;

import dev.chatstore.api.ClosedException;
import dev.chatstore.api.spi.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A client that is opened on first use: opening one asks the nodes of a cluster or the sentinels, and a shared cache
 * that is away must not keep a storage from opening. Thread-safe.
 */
public final class LazyClient implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final @Nullable RedisUrl url;
    private final Settings settings;
    private final ServerName server;
    private volatile @Nullable UnifiedJedis client;
    private boolean closed;

    private LazyClient(@Nullable RedisUrl url, Settings settings, ServerName server, @Nullable UnifiedJedis client) {
        this.url = url;
        this.settings = settings;
        this.server = server;
        this.client = client;
    }

    /** Returns the caller's own client, which stays open. */
    public static LazyClient of(UnifiedJedis own) {
        return new LazyClient(null, new Settings(Map.of()), ServerName.ofOwnClient(), own);
    }

    /**
     * Returns a client of the server at a URL.
     *
     * @throws dev.chatstore.api.InvalidInputException if the hosts and the settings do not fit together
     */
    public static LazyClient at(RedisUrl url, Settings settings) {
        RedisConnections.mode(url, settings);
        return new LazyClient(url, settings, ServerName.of(url), null);
    }

    /**
     * Returns the client, which is opened if it was not.
     *
     * @throws JedisException if no node of a cluster, or no sentinel, can be reached
     */
    public UnifiedJedis get() {
        UnifiedJedis opened = client;
        if (opened != null) {
            return opened;
        }
        lock.lock();
        try {
            if (closed) {
                throw new ClosedException();
            }
            opened = client;
            if (opened == null && url != null) {
                opened = RedisConnections.open(url, settings);
                client = opened;
            }
            return Objects.requireNonNull(opened);
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether the client is a cluster's, without a round trip. */
    public boolean isCluster() {
        return url == null
                ? client instanceof RedisClusterClient
                : RedisConnections.mode(url, settings) == RedisSettings.Mode.CLUSTER;
    }

    /** Returns another client of the same server with that many connections, or this one if it is the caller's own. */
    public LazyClient withConnections(int count) {
        if (url == null) {
            return this;
        }
        Map<String, String> texts = new HashMap<>(settings.texts());
        texts.put(RedisSettings.CONNECTIONS.key(), Integer.toString(count));
        return new LazyClient(url, new Settings(texts), server, null);
    }

    /** Returns the name of the server for errors. */
    public ServerName server() {
        return server;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            UnifiedJedis opened = client;
            if (opened != null && url != null) {
                opened.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
