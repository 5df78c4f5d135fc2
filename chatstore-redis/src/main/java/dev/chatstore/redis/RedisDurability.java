package dev.chatstore.redis;

import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.api.spi.Settings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * What a Redis does to keep what it has acknowledged; of a cluster, what its weakest node does.
 *
 * @param appendOnly whether each write is added to a file: {@code yes} on the server
 * @param appendSync when that file is brought to disk: {@code always}, {@code everysec} or {@code no};
 *     null if the server does not tell
 * @param replicas how many replicas follow the node that has the fewest
 */
public record RedisDurability(boolean appendOnly, @Nullable String appendSync, int replicas) {
    /**
     * Asks a server. Costs a few round trips for each node.
     *
     * @throws redis.clients.jedis.exceptions.JedisException if it does not answer
     */
    public static RedisDurability of(UnifiedJedis client) {
        return of(RedisNode.all(client));
    }

    /**
     * Asks the server at a URL with the settings that a store there has, on a connection of its own.
     *
     * @throws dev.chatstore.api.InvalidInputException if the URL or a setting is wrong
     * @throws dev.chatstore.api.UnavailableException if the server does not answer
     */
    public static RedisDurability at(String url, Map<String, String> settings) {
        Settings read = new Settings(settings);
        RedisUrl place = RedisUrl.of(ConnectionUrl.parse(url), read);
        try (UnifiedJedis client = RedisConnections.open(place, read)) {
            return of(client);
        } catch (JedisException e) {
            throw RedisFailure.of(e).told("Redis at " + place, e);
        }
    }

    static RedisDurability of(List<RedisNode> nodes) {
        // Of a replica that was named by itself there is no other to tell.
        boolean some = nodes.stream().anyMatch(RedisNode::isPrimary);
        List<RedisNode> primaries =
                nodes.stream().filter(node -> !some || node.isPrimary()).toList();
        return new RedisDurability(
                primaries.stream().allMatch(node -> node.told("aof_enabled").equals("1")),
                weakest(primaries),
                primaries.stream()
                        .mapToInt(node -> node.number("connected_slaves"))
                        .min()
                        .orElse(0));
    }

    private static @Nullable String weakest(List<RedisNode> nodes) {
        List<@Nullable String> told =
                nodes.stream().<@Nullable String>map(RedisNode::appendSync).toList();
        for (String sync : List.of("no", "everysec")) {
            if (told.contains(sync)) {
                return sync;
            }
        }
        return told.stream().allMatch(sync -> Objects.equals(sync, "always")) ? "always" : null;
    }

    /** Returns whether all that was acknowledged is there again after the server was killed or its machine lost power. */
    public boolean keepsWhatItAcknowledged() {
        return appendOnly && "always".equals(appendSync);
    }

    /** Returns in words what may be lost, empty if nothing that was acknowledged may be. */
    public String loss() {
        if (!appendOnly) {
            return "all since the last snapshot is lost when a server ends without being asked to (appendonly is no)";
        }
        if (appendSync == null) {
            return "how much is lost when a machine loses power is not known (appendfsync may not be read)";
        }
        return switch (appendSync) {
            case "always" -> "";
            case "everysec" ->
                "about the last second, at worst two, is lost when a machine loses power (appendfsync is everysec)";
            default ->
                "what the operating system has not written yet, often half a minute, is lost when a machine loses "
                        + "power (appendfsync is no)";
        };
    }
}
