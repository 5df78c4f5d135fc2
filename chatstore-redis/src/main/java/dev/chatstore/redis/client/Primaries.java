package dev.chatstore.redis.client;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.exceptions.JedisClusterOperationException;

/**
 * The primaries of a cluster. A client knows the replicas too, which have the keys of their primaries and need not be
 * reachable.
 */
final class Primaries {
    private static final int FIRST_SLOT = 0;
    private static final int PRIMARY = 2;

    private Primaries() {}

    /** Returns the connections to each primary: the one that the client itself uses for a slot of it. */
    static List<ConnectionPool> of(RedisClusterClient cluster) {
        List<ConnectionPool> pools = new ArrayList<>();
        for (int slot : slots(cluster)) {
            try (Connection connection = cluster.getConnectionFromSlot(slot)) {
                HostAndPort place = connection.getHostAndPort();
                ConnectionPool pool = cluster.getClusterNodes().get(place.toString());
                if (pool == null) {
                    throw new JedisClusterOperationException("the nodes of the cluster have changed");
                }
                if (!pools.contains(pool)) {
                    pools.add(pool);
                }
            }
        }
        return pools;
    }

    /** Returns one slot of each primary. */
    private static List<Integer> slots(RedisClusterClient cluster) {
        Map<String, Integer> slots = new LinkedHashMap<>();
        for (Object range : ranges(cluster)) {
            if (range instanceof List<?> parts
                    && parts.get(0) instanceof Long first
                    && parts.get(PRIMARY) instanceof List<?> primary
                    && primary.get(0) instanceof byte[] host) {
                slots.putIfAbsent(new String(host, StandardCharsets.UTF_8) + ":" + primary.get(1), first.intValue());
            }
        }
        return List.copyOf(slots.values());
    }

    private static List<?> ranges(RedisClusterClient cluster) {
        try (Connection connection = cluster.getConnectionFromSlot(FIRST_SLOT)) {
            return connection.executeCommand(Commands.clusterSlots()) instanceof List<?> ranges ? ranges : List.of();
        }
    }
}
