package dev.chatstore.redis.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;

/**
 * Keys that a primary has returned at random, each perhaps several times.
 *
 * @param keys the number of all its keys, whoever has written them
 * @param sampled the keys; none if it has no keys
 */
public record KeySample(long keys, List<byte[]> sampled) {
    /** Asks each primary for a number of keys, in one round trip, or two for each node of a cluster. */
    public static List<KeySample> all(UnifiedJedis client, int size) {
        if (!(client instanceof RedisClusterClient cluster)) {
            try (AbstractPipeline pipeline = client.pipelined()) {
                return List.of(ask(pipeline, size));
            }
        }
        List<KeySample> samples = new ArrayList<>();
        for (ConnectionPool pool : cluster.getClusterNodes().values()) {
            try (Connection connection = pool.getResource()) {
                if (isPrimary(connection)) {
                    samples.add(ask(new Pipeline(connection, false), size));
                }
            }
        }
        return samples;
    }

    /** A client knows replicas too, which have the keys of their primaries. */
    private static boolean isPrimary(Connection connection) {
        return new Jedis(connection).info("replication").contains("role:master");
    }

    private static KeySample ask(AbstractPipeline pipeline, int size) {
        Response<Long> keys = pipeline.executeCommand(Commands.dbSize());
        List<Response<byte[]>> sampled = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            sampled.add(pipeline.executeCommand(Commands.randomKey()));
        }
        pipeline.sync();
        return new KeySample(
                keys.get(),
                sampled.stream().map(Response::get).filter(Objects::nonNull).toList());
    }
}
