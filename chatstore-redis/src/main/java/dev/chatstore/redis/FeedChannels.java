package dev.chatstore.redis;

import dev.chatstore.api.ConversationId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.JedisClusterCRC16;
import redis.clients.jedis.util.Pool;

/**
 * The channels of a feed: one on one node; on a cluster, where a plain message goes to every node, a few sharded ones, over
 * which conversations are spread. Their number is the same in all processes for good.
 */
final class FeedChannels {
    static final int SHARDS = 4;

    /** How many connections listening takes at most, all of them to one node: one for each, and one to look for it. */
    static final int CONNECTIONS = SHARDS + 1;

    private final List<String> names;
    private final boolean sharded;

    private FeedChannels(List<String> names, boolean sharded) {
        this.names = names;
        this.sharded = sharded;
    }

    static FeedChannels of(UnifiedJedis client, String prefix) {
        return client instanceof RedisClusterClient
                ? new FeedChannels(
                        IntStream.range(0, SHARDS)
                                .mapToObj(shard -> prefix + ":feed:{" + shard + "}")
                                .toList(),
                        true)
                : new FeedChannels(List.of(prefix + ":feed"), false);
    }

    int count() {
        return names.size();
    }

    String name(int channel) {
        return names.get(channel);
    }

    /** Returns the channel of a conversation: all its changes go one way, so that they stay in order. */
    int of(ConversationId id) {
        // Of characters, whose hash is the same in every process.
        return Math.floorMod(31 * id.tenant().hashCode() + id.value().hashCode(), names.size());
    }

    /** Returns the command that sends a message. */
    CommandObject<Long> publishing(int channel, byte[] message) {
        byte[] name = names.get(channel).getBytes(StandardCharsets.UTF_8);
        CommandArguments arguments = sharded
                ? new CommandArguments(Protocol.Command.SPUBLISH).key(name).add(message)
                : new CommandArguments(Protocol.Command.PUBLISH).add(name).add(message);
        return new CommandObject<>(arguments, BuilderFactory.LONG);
    }

    /** Returns a connection that has asked for a channel, to be kept by the caller. */
    Connection subscribed(UnifiedJedis client, int channel) {
        Connection connection = connection(client, names.get(channel));
        try {
            connection.sendCommand(
                    sharded ? Protocol.Command.SSUBSCRIBE : Protocol.Command.SUBSCRIBE, names.get(channel));
            return connection;
        } catch (JedisException e) {
            connection.setBroken();
            connection.close();
            throw e;
        }
    }

    private static Connection connection(UnifiedJedis client, String channel) {
        if (client instanceof RedisClusterClient cluster) {
            // A command follows a slot that has moved, and lets the client know; asking for its connection does
            // neither.
            cluster.exists(channel);
            return cluster.getConnectionFromSlot(JedisClusterCRC16.getSlot(channel));
        }
        if (client instanceof RedisClient single) {
            return single.getPool().getResource();
        }
        if (client instanceof RedisSentinelClient sentinel) {
            for (Pool<Connection> pool : sentinel.getPrimaryNodesConnectionMap().values()) {
                return pool.getResource();
            }
        }
        throw new JedisException(
                "no connection for a feed from a " + client.getClass().getSimpleName());
    }
}
