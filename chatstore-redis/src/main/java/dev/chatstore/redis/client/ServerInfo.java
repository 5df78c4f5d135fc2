package dev.chatstore.redis.client;

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
 * What a server reports about itself.
 *
 * @param info the fields of {@code INFO}
 * @param appendSync when the server syncs its append-only file, or null if the user may not read that setting
 */
public record ServerInfo(Map<String, String> info, @Nullable String appendSync) {
    private static final String APPEND_SYNC = "appendfsync";

    /** Asks each node that a client knows. Costs a few round trips for each. */
    public static List<ServerInfo> all(UnifiedJedis client) {
        if (!(client instanceof RedisClusterClient cluster)) {
            return List.of(ask(client::info, client::configGet));
        }
        List<ServerInfo> nodes = new ArrayList<>();
        for (ConnectionPool pool : cluster.getClusterNodes().values()) {
            try (Connection connection = pool.getResource()) {
                Jedis jedis = new Jedis(connection);
                nodes.add(ask(jedis::info, jedis::configGet));
            }
        }
        return nodes;
    }

    private static ServerInfo ask(Function<String, String> info, Function<String, Map<String, String>> config) {
        Map<String, String> fields = new HashMap<>();
        for (String section : List.of("server", "persistence", "memory", "replication", "cluster")) {
            for (String line : info.apply(section).lines().toList()) {
                int colon = line.indexOf(':');
                if (colon > 0) {
                    fields.put(line.substring(0, colon), line.substring(colon + 1));
                }
            }
        }
        try {
            return new ServerInfo(fields, config.apply(APPEND_SYNC).get(APPEND_SYNC));
        } catch (JedisDataException e) {
            // A hosted server often denies access to its configuration.
            return new ServerInfo(fields, null);
        }
    }

    /** Returns whether the server is a primary. */
    public boolean isPrimary() {
        return field("role").equals("master");
    }

    /** Returns whether the server has that version or a newer one. */
    public boolean isAtLeast(int major, int minor) {
        String[] parts = field("redis_version").split("\\.", -1);
        try {
            int own = Integer.parseInt(parts[0]);
            return own > major || (own == major && parts.length > 1 && Integer.parseInt(parts[1]) >= minor);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Returns a field of {@code INFO}, empty if the server does not report it. */
    public String field(String name) {
        return info.getOrDefault(name, "");
    }

    /** Returns a field of {@code INFO} as a number, 0 if it is none. */
    public int number(String name) {
        try {
            return Integer.parseInt(field(name));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
