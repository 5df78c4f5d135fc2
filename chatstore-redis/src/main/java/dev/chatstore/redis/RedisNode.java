package dev.chatstore.redis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * What a server tells about itself.
 *
 * @param info what {@code INFO} tells, by name
 * @param appendSync when its file is brought to disk, or null if it may not be asked
 */
record RedisNode(Map<String, String> info, @Nullable String appendSync) {
    private static final String APPEND_SYNC = "appendfsync";

    /** Asks each node that a client talks to. */
    static List<RedisNode> all(UnifiedJedis client) {
        if (!(client instanceof RedisClusterClient cluster)) {
            return List.of(of(client::info, client::configGet));
        }
        List<RedisNode> nodes = new ArrayList<>();
        for (ConnectionPool pool : cluster.getClusterNodes().values()) {
            try (Connection connection = pool.getResource()) {
                Jedis jedis = new Jedis(connection);
                nodes.add(of(jedis::info, jedis::configGet));
            }
        }
        return nodes;
    }

    private static RedisNode of(Function<String, String> info, Function<String, Map<String, String>> config) {
        Map<String, String> told = new HashMap<>();
        for (String section : List.of("server", "persistence", "memory", "replication", "cluster")) {
            for (String line : info.apply(section).lines().toList()) {
                int colon = line.indexOf(':');
                if (colon > 0) {
                    told.put(line.substring(0, colon), line.substring(colon + 1));
                }
            }
        }
        try {
            return new RedisNode(told, config.apply(APPEND_SYNC).get(APPEND_SYNC));
        } catch (JedisDataException e) {
            // Where somebody else runs the server, its configuration often may not be read.
            return new RedisNode(told, null);
        }
    }

    boolean isPrimary() {
        return told("role").equals("master");
    }

    /** Returns whether its version is that one or a newer. */
    boolean isAtLeast(int major, int minor) {
        String[] parts = told("redis_version").split("\\.", -1);
        try {
            int own = Integer.parseInt(parts[0]);
            return own > major || (own == major && parts.length > 1 && Integer.parseInt(parts[1]) >= minor);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    String told(String name) {
        return info.getOrDefault(name, "");
    }

    int number(String name) {
        try {
            return Integer.parseInt(told(name));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
