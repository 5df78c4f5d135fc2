package dev.chatstore.redis.feed;

import dev.chatstore.api.Change;
import dev.chatstore.redis.client.NodePipelines;
import dev.chatstore.redis.client.NodePipelines.Answer;
import dev.chatstore.redis.client.RedisFailure;
import dev.chatstore.redis.codec.Frames;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Sends the changes of a process, one batch after the other. A number is used up also by a message that cannot be sent,
 * which is how other processes detect that they miss it. Thread-safe.
 */
final class FeedSender {
    private final ReentrantLock lock = new ReentrantLock();
    private final LongSupplier numbers;
    private final Frames frames;
    private final long maxBytes;
    private final AtomicLongArray counters = new AtomicLongArray(FeedChannels.SHARDS);
    private volatile long identity;

    /**
     * Creates a sender.
     *
     * @param numbers returns numbers that no other process has
     * @param maxBytes the maximum size of a change that is sent whole
     */
    FeedSender(LongSupplier numbers, Frames frames, long maxBytes) {
        this.numbers = numbers;
        this.frames = frames;
        this.maxBytes = maxBytes;
        this.identity = numbers.getAsLong();
    }

    /** Returns what was sent on a channel. */
    GapDetector.OwnMessages messages(int channel) {
        return new GapDetector.OwnMessages(() -> identity, () -> counters.get(channel), this::renew);
    }

    /** Begins again under another identity, unless the shared one was replaced before. */
    private void renew(long shared) {
        lock.lock();
        try {
            if (identity == shared) {
                for (int channel = 0; channel < counters.length(); channel++) {
                    counters.set(channel, 0);
                }
                identity = numbers.getAsLong();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Uses up a number of each channel, since it may not be known to which one the changes belong. */
    void lose() {
        lock.lock();
        try {
            for (int channel = 0; channel < counters.length(); channel++) {
                counters.incrementAndGet(channel);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Sends commands of others together with the changes, before them, and returns the answers to the commands. */
    List<Answer<Object>> sendAfter(
            List<CommandObject<Object>> first, UnifiedJedis client, FeedChannels channels, List<Change> changes) {
        lock.lock();
        try {
            List<CommandObject<Object>> messages = numberedOrLost(channels, changes);
            if (first.isEmpty()) {
                send(client, messages);
                return List.of();
            }
            List<Answer<Object>> answers = NodePipelines.send(
                    client, Stream.concat(first.stream(), messages.stream()).toList());
            verify(client, messages, answers.subList(first.size(), answers.size()));
            return answers.subList(0, first.size());
        } finally {
            lock.unlock();
        }
    }

    /** If a message cannot be made, such as for a lack of memory, the others have no number either. */
    private List<CommandObject<Object>> numberedOrLost(FeedChannels channels, List<Change> changes) {
        try {
            return numbered(channels, changes);
        } catch (RuntimeException | Error e) {
            lose();
            throw e;
        }
    }

    private List<CommandObject<Object>> numbered(FeedChannels channels, List<Change> changes) {
        List<CommandObject<Object>> commands = new ArrayList<>(changes.size());
        for (Change change : changes) {
            int channel = channels.of(change.conversation());
            commands.add(channels.publishing(
                    channel, FeedMessage.of(identity, counters.incrementAndGet(channel), change, frames, maxBytes)));
        }
        return commands;
    }

    /** Sends the number of changes so far, on each channel. */
    void sendStatus(UnifiedJedis client, FeedChannels channels, FeedMessage.Kind kind) {
        lock.lock();
        try {
            List<CommandObject<Object>> commands = new ArrayList<>(channels.count());
            for (int channel = 0; channel < channels.count(); channel++) {
                commands.add(channels.publishing(channel, FeedMessage.status(identity, counters.get(channel), kind)));
            }
            send(client, commands);
        } finally {
            lock.unlock();
        }
    }

    private static void send(UnifiedJedis client, List<CommandObject<Object>> commands) {
        if (commands.size() == 1) {
            client.executeCommand(commands.get(0));
            return;
        }
        verify(client, commands, NodePipelines.send(client, commands));
    }

    /** Sends again what is worth it, and throws the error of what was lost. */
    private static void verify(
            UnifiedJedis client, List<CommandObject<Object>> commands, List<Answer<Object>> answers) {
        JedisException lost = null;
        for (int i = 0; i < commands.size(); i++) {
            JedisException error = answers.get(i).error();
            if (error != null && RedisFailure.of(error).isWorthSendingAlone()) {
                // A slot has moved, which a single command follows. The messages after this one were sent before it, so
                // receivers count it as late, and as a gap.
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
