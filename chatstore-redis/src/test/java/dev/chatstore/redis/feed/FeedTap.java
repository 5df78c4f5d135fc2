package dev.chatstore.redis.feed;

import dev.chatstore.testkit.server.TestRedis;
import java.util.List;
import java.util.Objects;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol;

/** Listens on a channel, as anybody can who reaches the server. */
final class FeedTap implements AutoCloseable {
    private final Connection connection;

    FeedTap(TestRedis server, byte[] channel) {
        connection = new Connection("127.0.0.1", server.port());
        connection.setSoTimeout(20_000);
        connection.sendCommand(Protocol.Command.SUBSCRIBE, channel);
        connection.getOne();
    }

    /** Returns the next change. */
    FeedMessage next() {
        while (true) {
            List<?> message = (List<?>) connection.getOne();
            FeedMessage read = FeedMessage.read((byte[]) message.get(2));
            if (Objects.requireNonNull(read).kind() == FeedMessage.Kind.CHANGE) {
                return read;
            }
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
