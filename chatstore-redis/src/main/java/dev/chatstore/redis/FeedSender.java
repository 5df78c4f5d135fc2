package dev.chatstore.redis;

import dev.chatstore.api.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

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
            List<CommandObject<Long>> commands = new ArrayList<>(changes.size());
            for (Change change : changes) {
                int channel = channels.of(change.conversation());
                commands.add(channels.publishing(
                        channel, FeedMessage.of(self, ++counters[channel], change, frames, mostBytes)));
            }
            send(client, commands);
        } finally {
            lock.unlock();
        }
    }

    /** Says on all channels how many changes were sent there. */
    void sendAbout(UnifiedJedis client, FeedChannels channels, FeedMessage.Kind kind) {
        lock.lock();
        try {
            List<CommandObject<Long>> commands = new ArrayList<>(channels.count());
            for (int channel = 0; channel < channels.count(); channel++) {
                commands.add(channels.publishing(channel, FeedMessage.about(self, counters[channel], kind)));
            }
            send(client, commands);
        } finally {
            lock.unlock();
        }
    }

    private static void send(UnifiedJedis client, List<CommandObject<Long>> commands) {
        if (commands.size() == 1) {
            client.executeCommand(commands.get(0));
            return;
        }
        List<Batches.Answer<Long>> answers = Batches.send(client, commands);
        JedisException lost = null;
        for (int i = 0; i < commands.size(); i++) {
            JedisException error = answers.get(i).error();
            if (error != null && RedisFailure.of(error) == RedisFailure.RETRY) {
                // A slot that has moved, which a single command follows. Others after it were first, so this one is
                // late
                // for those who hear it, and a gap.
                client.executeCommand(commands.get(i));
            } else {
                lost = error == null ? lost : error;
            }
        }
        if (lost != null) {
            throw lost;
        }
    }
}
