package dev.chatstore.redis;

import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.api.spi.SharedCache;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.TestRedis;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/** Opens shared caches under a prefix of their own. */
public final class RedisCaches {
    public static final Duration LEASE = Duration.ofSeconds(2);
    public static final Duration MEMORY = Duration.ofSeconds(2);

    /** What holds a mebibyte of text twice, and times that a test can outlast. */
    private static final Map<String, String> ROOMY =
            Map.of("redis.cache-bytes", "16MiB", "redis.cache-lease", "2s", "redis.cache-memory", "2s");

    private final String url;
    private final List<TestRedis> nodes;
    private final String prefix;

    private RedisCaches(String url, List<TestRedis> nodes, String prefix) {
        this.url = url;
        this.nodes = nodes;
        this.prefix = prefix;
    }

    public static RedisCaches onOneNode(String prefix) {
        TestRedis server = RedisServers.shared();
        return new RedisCaches(server.url(), List.of(server), prefix);
    }

    public static RedisCaches onACluster(String prefix) {
        return new RedisCaches(
                RedisServers.sharedCluster().url(), RedisServers.sharedCluster().nodes(), prefix);
    }

    public static RedisCaches at(String url, TestRedis server, String prefix) {
        return new RedisCaches(url, List.of(server), prefix);
    }

    public static RedisCaches at(String url, List<TestRedis> nodes, String prefix) {
        return new RedisCaches(url, nodes, prefix);
    }

    public void clear() {
        nodes.forEach(node -> node.clear(prefix));
    }

    /** Opens a cache, which the caller closes. */
    public SharedCache open(Map<String, String> more) {
        Map<String, String> texts = new HashMap<>(ROOMY);
        texts.put("redis.prefix", prefix);
        texts.putAll(more);
        return new RedisSharedCacheProvider()
                .open(new BackendContext(
                        ConnectionUrl.parse(url), new Settings(texts), InstantSource.system(), new Randomness()));
    }

    /** Waits for the server's clock, which tests cannot move. */
    public static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos() + 2_000_000;
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static final class Randomness implements RandomGenerator {
        @Override
        public long nextLong() {
            return ThreadLocalRandom.current().nextLong();
        }
    }
}
