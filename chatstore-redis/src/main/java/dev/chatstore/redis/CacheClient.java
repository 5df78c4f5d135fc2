package dev.chatstore.redis;

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
 * A client that is made when it is first needed, since the nodes of a cluster and sentinels are asked when it is made, and
 * a cache that is away must keep nobody from opening a storage.
 */
final class CacheClient implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final @Nullable RedisUrl url;
    private final Settings settings;
    private volatile @Nullable UnifiedJedis client;
    private boolean closed;

    /** Takes somebody's own client, which stays open. */
    CacheClient(UnifiedJedis own) {
        this.url = null;
        this.settings = new Settings(Map.of());
        this.client = own;
    }

    CacheClient(RedisUrl url, Settings settings) {
        this.url = url;
        this.settings = settings;
        RedisConnections.mode(url, settings);
    }

    /**
     * Returns the client, made if there was none.
     *
     * @throws JedisException if no node of a cluster, or no sentinel, can be reached
     */
    UnifiedJedis get() {
        UnifiedJedis made = client;
        if (made != null) {
            return made;
        }
        lock.lock();
        try {
            if (closed) {
                throw new ClosedException();
            }
            made = client;
            if (made == null && url != null) {
                made = RedisConnections.open(url, settings);
                client = made;
            }
            return Objects.requireNonNull(made);
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether the client is a cluster's; not asked of the servers. */
    boolean isCluster() {
        return url == null
                ? client instanceof RedisClusterClient
                : RedisConnections.mode(url, settings) == RedisSettings.Mode.CLUSTER;
    }

    /** Returns another client to the same place whose connections may all be kept, or this one where it is somebody's own. */
    CacheClient withConnections(int count) {
        if (url == null) {
            return this;
        }
        Map<String, String> texts = new HashMap<>(settings.texts());
        texts.put(RedisSettings.CONNECTIONS.key(), Integer.toString(count));
        return new CacheClient(url, new Settings(texts));
    }

    /** Returns what the server is called in an error. */
    String name() {
        return url == null ? "Redis" : "Redis at " + url;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            UnifiedJedis made = client;
            if (made != null && url != null) {
                made.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
