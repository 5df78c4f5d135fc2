package dev.chatstore.redis.feed;

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
 * The channels of a feed: one on one node; in a cluster, where a plain message goes to every node, a few sharded ones,
 * over which conversations are spread. Their number is the same in all processes and never changes.
 */
final class FeedChannels {
    static final int SHARDS = 4;

    /**
     * Connections that listening needs at most, if all go to one node: one for each channel, and one to find its node.
     */
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

    /** Returns the channel of a conversation: the same for all its changes, so that they stay in order. */
    int of(ConversationId id) {
        // The hash of a String is the same in every process.
        return Math.floorMod(31 * id.tenant().hashCode() + id.value().hashCode(), names.size());
    }

    /** Returns the command that sends a message. */
    CommandObject<Object> publishing(int channel, byte[] message) {
        byte[] name = names.get(channel).getBytes(StandardCharsets.UTF_8);
        CommandArguments arguments = sharded
                ? new CommandArguments(Protocol.Command.SPUBLISH).key(name).add(message)
                : new CommandArguments(Protocol.Command.PUBLISH).add(name).add(message);
        return new CommandObject<>(arguments, BuilderFactory.RAW_OBJECT);
    }

    /** Returns a connection that has subscribed to a channel; the caller closes it. */
    Connection subscribe(UnifiedJedis client, int channel) {
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
            // A command follows a slot that has moved, and updates the client; asking for its connection does neither.
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
        throw new JedisException("a " + client.getClass().getSimpleName()
                + " has no connection for a feed; use a pooled client of Jedis");
    }
}
