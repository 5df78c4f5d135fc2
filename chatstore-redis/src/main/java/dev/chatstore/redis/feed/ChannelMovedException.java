package dev.chatstore.redis.feed;

import redis.clients.jedis.exceptions.JedisException;

/** The server has ended a subscription, since the channel belongs to another node now. */
final class ChannelMovedException extends JedisException {
    private static final long serialVersionUID = 1L;

    ChannelMovedException() {
        super("the channel has moved to another node");
    }
}
