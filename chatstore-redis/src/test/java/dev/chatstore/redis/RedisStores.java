package dev.chatstore.redis;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Change;
import dev.chatstore.api.Storage;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.TestRedis;
import dev.chatstore.testkit.server.TestRedisCluster;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.StaticCommandFlagsRegistry;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.executors.ClusterCommandExecutor;
import redis.clients.jedis.executors.DefaultCommandExecutor;
import redis.clients.jedis.providers.ClusterConnectionProvider;
import redis.clients.jedis.providers.PooledConnectionProvider;

/** Opens stores under a prefix of their own, on clients that may lose a reply. */
public final class RedisStores {
    private final String url;
    private final List<TestRedis> nodes;
    private final String prefix;
    private final UnifiedJedis client;
    private final AtomicBoolean armed = new AtomicBoolean();

    private RedisStores(
            String url, List<TestRedis> nodes, String prefix, Function<AtomicBoolean, UnifiedJedis> client) {
        this.url = url;
        this.nodes = nodes;
        this.prefix = prefix;
        this.client = client.apply(armed);
    }

    public static RedisStores onOneNode(String prefix) {
        TestRedis server = RedisServers.shared();
        return new RedisStores(server.url(), List.of(server), prefix, armed -> {
            HostAndPort place = new HostAndPort("127.0.0.1", server.port());
            PooledConnectionProvider provider = new PooledConnectionProvider(
                    place, DefaultJedisClientConfig.builder().build());
            return RedisClient.builder()
                    .hostAndPort(place)
                    .connectionProvider(provider)
                    .commandExecutor(new ReplyLoser(new DefaultCommandExecutor(provider), armed))
                    .build();
        });
    }

    public static RedisStores onACluster(String prefix) {
        TestRedisCluster cluster = RedisServers.sharedCluster();
        return new RedisStores(cluster.url(), cluster.nodes(), prefix, armed -> {
            Set<HostAndPort> places = new HashSet<>();
            cluster.nodes().forEach(node -> places.add(new HostAndPort("127.0.0.1", node.port())));
            ClusterConnectionProvider provider = new ClusterConnectionProvider(
                    places, DefaultJedisClientConfig.builder().build());
            return RedisClusterClient.builder()
                    .nodes(places)
                    .connectionProvider(provider)
                    .commandExecutor(new ReplyLoser(
                            new ClusterCommandExecutor(
                                    provider, 4, Duration.ofSeconds(4), StaticCommandFlagsRegistry.registry()),
                            armed))
                    .build();
        });
    }

    public void clear() {
        nodes.forEach(node -> node.clear(prefix));
    }

    public void loseNextReply() {
        armed.set(true);
    }

    /** Opens a store on the client that may lose a reply. */
    public Storage open(InstantSource clock, Map<String, String> more) {
        return ChatStorage.builder()
                .url("redis:")
                .clock(clock)
                .expiryClock(clock)
                .set("redis.prefix", prefix)
                .settings(more)
                .backend(new RedisBackendProvider(client))
                .open();
    }

    /** Opens a store by its URL. */
    public Storage openByUrl(InstantSource clock, Map<String, String> more) {
        return ChatStorage.builder()
                .url(url)
                .clock(clock)
                .expiryClock(clock)
                .set("redis.prefix", prefix)
                .settings(more)
                .open();
    }

    /** Opens a backend that reports its commits. */
    public Backend openBackend(InstantSource clock, Consumer<Change> committed) {
        return new RedisBackendProvider(client)
                .open(new BackendContext(
                                ConnectionUrl.parse("redis:"),
                                new Settings(Map.of("redis.prefix", prefix)),
                                clock,
                                new SecureRandom())
                        .withClocks(clock, clock)
                        .withCommitted(committed));
    }
}
