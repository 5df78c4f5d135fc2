package dev.chatstore.redis;

import dev.chatstore.api.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Sends what a process tells, one batch after the other. Numbers are used up whether or not the sending works out, which is
 * how others find out that they miss something.
 */
final class FeedSender {
    private final ReentrantLock lock = new ReentrantLock();
    private final long self;
    private final Frames frames;
    private final long mostBytes;
    private final long[] counters = new long[FeedChannels.SHARDS];

    FeedSender(long self, Frames frames, long mostBytes) {
        this.self = self;
        this.frames = frames;
        this.mostBytes = mostBytes;
    }

    void send(UnifiedJedis client, FeedChannels channels, List<Change> changes) {
        lock.lock();
        try {
            List<Sent> messages = new ArrayList<>(changes.size());
            for (Change change : changes) {
                int channel = channels.of(change.conversation());
                messages.add(new Sent(
                        channel, FeedMessage.of(self, ++counters[channel], change, frames, mostBytes)));
            }
            sendAll(client, channels, messages);
        } finally {
            lock.unlock();
        }
    }

    /** Says on all channels how many changes were sent there. */
    void sendAbout(UnifiedJedis client, FeedChannels channels, FeedMessage.Kind kind) {
        lock.lock();
        try {
            List<Sent> messages = new ArrayList<>(channels.count());
            for (int channel = 0; channel < channels.count(); channel++) {
                messages.add(new Sent(channel, FeedMessage.about(self, counters[channel], kind)));
            }
            sendAll(client, channels, messages);
        } finally {
            lock.unlock();
        }
    }

    private record Sent(int channel, byte[] bytes) {}

    private static void sendAll(UnifiedJedis client, FeedChannels channels, List<Sent> messages) {
        if (messages.size() == 1) {
            channels.publish(client, messages.get(0).channel, messages.get(0).bytes);
            return;
        }
        List<Response<Long>> responses = new ArrayList<>(messages.size());
        try (AbstractPipeline pipeline = client.pipelined()) {
            for (Sent message : messages) {
                responses.add(channels.publish(pipeline, message.channel, message.bytes));
            }
            pipeline.sync();
        }
        for (int i = 0; i < messages.size(); i++) {
            try {
                responses.get(i).get();
            } catch (JedisDataException e) {
                // A slot that has moved, which a single message follows; others after it are late then, and passed over.
                channels.publish(client, messages.get(i).channel, messages.get(i).bytes);
            } catch (IllegalStateException e) {
                throw new JedisConnectionException("a reply was not read", e);
            }
        }
    }
}
