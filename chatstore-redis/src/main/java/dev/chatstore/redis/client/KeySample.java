package dev.chatstore.redis.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Keys that a primary has returned at random, each perhaps several times.
 *
 * @param keys the number of all its keys, whoever has written them
 * @param sampled the keys; none if it has no keys
 */
public record KeySample(long keys, List<byte[]> sampled) {
    /**
     * Asks each primary for a number of keys: one round trip for each, and two more for the first in a cluster. Returns empty if
     * the server does not allow it.
     */
    public static Optional<List<KeySample>> all(UnifiedJedis client, int size) {
        try {
            return Optional.of(client instanceof RedisClusterClient cluster ? all(cluster, size) : one(client, size));
        } catch (JedisDataException e) {
            if (RedisFailure.of(e).isOfCommand()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static List<KeySample> one(UnifiedJedis client, int size) {
        try (AbstractPipeline pipeline = client.pipelined()) {
            return List.of(ask(pipeline, size));
        }
    }

    private static List<KeySample> all(RedisClusterClient cluster, int size) {
        List<KeySample> samples = new ArrayList<>();
        for (ConnectionPool primary : Primaries.of(cluster)) {
            try (Connection connection = primary.getResource()) {
                samples.add(ask(new Pipeline(connection, false), size));
            }
        }
        return samples;
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
