package dev.chatstore.redis;

import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.redis.client.RedisConnections;
import dev.chatstore.redis.client.RedisFailure;
import dev.chatstore.redis.client.RedisUrl;
import dev.chatstore.redis.client.ServerInfo;
import dev.chatstore.redis.client.ServerName;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * How durable a Redis keeps acknowledged writes; of a cluster, how its weakest node does.
 *
 * @param appendOnly whether the server appends each write to a file
 * @param appendSync when the server syncs that file to disk: {@code always}, {@code everysec} or {@code no}; null if its
 *     user may not read that setting
 * @param replicas the number of replicas of the primary that has the fewest
 */
public record RedisDurability(boolean appendOnly, @Nullable String appendSync, int replicas) {
    /**
     * Asks the servers of a client, which stays open. Costs a few round trips for each node.
     *
     * @throws redis.clients.jedis.exceptions.JedisException if a server does not answer
     */
    public static RedisDurability of(UnifiedJedis client) {
        return of(ServerInfo.all(client));
    }

    /**
     * Asks the servers at a URL, with the settings of a store there, on a connection of its own.
     *
     * @throws dev.chatstore.api.InvalidInputException if the URL or a setting is wrong
     * @throws dev.chatstore.api.UnavailableException if the server does not answer
     */
    public static RedisDurability at(String url, Map<String, String> settings) {
        Settings read = new Settings(settings);
        RedisUrl parsed = RedisUrl.of(ConnectionUrl.parse(url), read);
        try (UnifiedJedis client = RedisConnections.open(parsed, read)) {
            return of(client);
        } catch (JedisException e) {
            throw RedisFailure.of(e).toException(ServerName.of(parsed), e);
        }
    }

    static RedisDurability of(List<ServerInfo> nodes) {
        // A URL may name a replica alone.
        boolean some = nodes.stream().anyMatch(ServerInfo::isPrimary);
        List<ServerInfo> primaries =
                nodes.stream().filter(node -> !some || node.isPrimary()).toList();
        return new RedisDurability(
                primaries.stream().allMatch(node -> node.field("aof_enabled").equals("1")),
                weakest(primaries),
                primaries.stream()
                        .mapToInt(node -> node.number("connected_slaves"))
                        .min()
                        .orElse(0));
    }

    private static @Nullable String weakest(List<ServerInfo> nodes) {
        List<@Nullable String> settings =
                nodes.stream().<@Nullable String>map(ServerInfo::appendSync).toList();
        for (String sync : List.of("no", "everysec")) {
            if (settings.contains(sync)) {
                return sync;
            }
        }
        return settings.stream().allMatch(sync -> Objects.equals(sync, "always")) ? "always" : null;
    }

    /** Returns whether acknowledged writes survive a killed server and a machine that loses power. */
    public boolean keepsWhatItAcknowledged() {
        return appendOnly && "always".equals(appendSync);
    }

    /** Returns in words which acknowledged writes may be lost; empty if none. */
    public String loss() {
        if (!appendOnly) {
            return "all since the last snapshot is lost when the server is killed (appendonly is no)";
        }
        if (appendSync == null) {
            return "how much is lost when the machine loses power is unknown (appendfsync cannot be read)";
        }
        return switch (appendSync) {
            case "always" -> "";
            case "everysec" ->
                "about the last second, at worst two, is lost when the machine loses power (appendfsync is everysec)";
            default ->
                "what the operating system has not written yet, often half a minute, is lost when the machine loses "
                        + "power (appendfsync is no)";
        };
    }
}
