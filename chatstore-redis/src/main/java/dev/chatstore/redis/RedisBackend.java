package dev.chatstore.redis;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.core.backend.Backoff;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.UnifiedJedis;

/** Redis as the one place where all is kept. */
final class RedisBackend implements Backend {
    private static final Logger LOG = LoggerFactory.getLogger(RedisBackend.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private final RedisCalls calls;
    private final Runnable onClose;
    private final ChatStore chats;
    private final SessionBackend sessions;
    private final AtomicBoolean closed = new AtomicBoolean();

    private RedisBackend(RedisCalls calls, BackendContext context, Runnable onClose) {
        this.calls = calls;
        this.onClose = onClose;
        Engine engine = new Engine(
                calls,
                new KeyMaker(RedisSettings.prefix(context.settings())),
                new Turns(context.settings().get(RedisSettings.TIMEOUT)),
                context.clock(),
                context.random(),
                context.committed());
        chats = new RedisChatStore(engine);
        sessions = new RedisSessionBackend(engine);
    }

    /**
     * Returns a backend on a client, once its servers are fit to be the only place of what they hold.
     *
     * @param name what the server is called in an error
     * @param onClose closes the client, if it is not somebody else's
     */
    static RedisBackend open(UnifiedJedis client, String name, BackendContext context, Runnable onClose) {
        Settings settings = context.settings();
        RedisCalls calls = new RedisCalls(
                client,
                name,
                settings.get(RedisSettings.RETRIES),
                settings.get(RedisSettings.TIMEOUT),
                new Backoff(LONGEST_PAUSE, context.random()));
        try {
            List<RedisNode> nodes = calls.call(RedisNode::all);
            nodes.forEach(node -> check(node, name, client instanceof RedisClusterClient));
            String loss = RedisDurability.of(nodes).loss();
            if (!loss.isEmpty()) {
                LOG.warn("{} may lose what it has acknowledged: {}", name, loss);
            }
            return new RedisBackend(calls, context, onClose);
        } catch (RuntimeException e) {
            onClose.run();
            throw e;
        }
    }

    private static void check(RedisNode node, String name, boolean inCluster) {
        if (!node.isAtLeast(6, 2)) {
            throw new UnavailableException(
                    name + " is of version " + node.told("redis_version") + "; a store needs 6.2 or newer",
                    false,
                    null);
        }
        String policy = node.told("maxmemory_policy");
        if (!policy.isEmpty() && !policy.equals("noeviction")) {
            throw new UnavailableException(
                    name + " removes what it holds when its memory is full: its maxmemory-policy is " + policy
                            + ", and a store needs noeviction",
                    false,
                    null);
        }
        if (!inCluster && node.told("cluster_enabled").equals("1")) {
            throw new UnavailableException(
                    name + " is a node of a cluster: set redis.mode to cluster, or name several of its nodes",
                    false,
                    null);
        }
    }

    @Override
    public ChatStore chats() {
        return chats;
    }

    @Override
    public SessionBackend sessions() {
        return sessions;
    }

    /** Returns 0: what is removed or expires has a time to live, and Redis takes it out itself. */
    @Override
    public int purge(int limit) {
        return 0;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            calls.close();
            onClose.run();
        }
    }
}
