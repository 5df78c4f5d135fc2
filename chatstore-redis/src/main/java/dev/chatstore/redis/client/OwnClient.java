package dev.chatstore.redis.client;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.spi.ConnectionUrl;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.UnifiedJedis;

/**
 * Checks a client that the caller has opened. Clients of other classes cannot subscribe, or send the commands of one key to
 * several nodes.
 */
public final class OwnClient {
    private OwnClient() {}

    /**
     * Checks a client, and the URL of a storage that uses it.
     *
     * @throws InvalidInputException if the client is of an unsuitable class, or the URL names another server
     */
    public static void check(UnifiedJedis client, ConnectionUrl url) {
        if (!url.rest().isEmpty()) {
            throw new InvalidInputException(
                    "url",
                    "must be redis: and nothing more, since your own client names the server",
                    url.rest().length());
        }
        if (!(client instanceof RedisClient
                || client instanceof RedisClusterClient
                || client instanceof RedisSentinelClient)) {
            throw new InvalidInputException(
                    "client",
                    "must be a RedisClient, RedisClusterClient or RedisSentinelClient of Jedis, and is a "
                            + client.getClass().getSimpleName(),
                    0);
        }
    }
}
