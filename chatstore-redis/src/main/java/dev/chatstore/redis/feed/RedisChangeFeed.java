package dev.chatstore.redis.feed;

import dev.chatstore.api.Change;
import dev.chatstore.api.ClosedException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.ChangeFeed;
import dev.chatstore.core.backend.BackgroundThreads;
import dev.chatstore.core.backend.OutageLog;
import dev.chatstore.redis.client.LazyClient;
import dev.chatstore.redis.client.NodePipelines.Answer;
import dev.chatstore.redis.client.RedisFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Sends changes by publish and subscribe. A message is lost to a process that is not connected, without a word from
 * Redis; so each process numbers its messages and reports their number in heartbeats ({@link GapDetector}).
 * Thread-safe.
 */
public final class RedisChangeFeed implements ChangeFeed, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RedisChangeFeed.class);

    /** Heartbeats that may be missing before a process counts as gone, or a connection as dead. */
    private static final int MISSED_BEATS = 4;

    private final LazyClient publishing;
    private final LazyClient listening;
    private final String prefix;
    private final Duration heartbeat;
    private final RandomGenerator random;
    private final ThreadFactory threads;
    private final FeedSender sender;
    private final ReentrantLock lifecycle = new ReentrantLock();
    private final ReentrantLock delivering = new ReentrantLock();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final OutageLog outage = OutageLog.of("the change feed", FeedChannels.SHARDS, System::nanoTime);
    private volatile @Nullable Thread beating;
    private volatile List<FeedListener> listeners = List.of();

    /**
     * Creates a feed.
     *
     * @param publishing the client to send with, which stays open
     * @param random the source of the number by which other processes know this one; no two processes have equal ones
     */
    public RedisChangeFeed(LazyClient publishing, String prefix, FeedSettings settings, RandomGenerator random) {
        this(publishing, prefix, settings, random, BackgroundThreads.named("chatstore-feed-heartbeat"));
    }

    /** Creates a feed whose heartbeats are sent by a thread that a factory makes. */
    RedisChangeFeed(
            LazyClient publishing,
            String prefix,
            FeedSettings settings,
            RandomGenerator random,
            ThreadFactory threads) {
        this.threads = threads;
        this.publishing = publishing;
        this.listening = publishing.withConnections(FeedChannels.CONNECTIONS);
        this.prefix = prefix;
        this.heartbeat = settings.heartbeat();
        this.random = random;
        this.sender = new FeedSender(random::nextLong, settings.frames(), settings.maxBytes());
    }

    @Override
    public void publish(List<Change> changes) {
        if (!changes.isEmpty()) {
            publishAfter(List.of(), changes);
        }
    }

    /**
     * Sends commands of others together with changes, before them, and returns the answers to the commands.
     *
     * @throws UnavailableException if the changes may not have been sent, whatever the answers are
     */
    public List<Answer<Object>> publishAfter(List<CommandObject<Object>> first, List<Change> changes) {
        if (closed.getCount() == 0) {
            throw new ClosedException();
        }
        startHeartbeats();
        boolean numbered = false;
        try {
            UnifiedJedis client = publishing.get();
            FeedChannels channels = FeedChannels.of(client, prefix);
            numbered = true;
            return sender.sendAfter(first, client, channels, changes);
        } catch (JedisException e) {
            throw RedisFailure.of(e).toException(publishing.server(), e);
        } catch (IllegalStateException e) {
            throw UnavailableException.notDone(
                    publishing.server() + " cannot be reached: its client is being closed", true, e);
        } finally {
            if (!numbered) {
                lose();
            }
        }
    }

    @Override
    public void lose() {
        sender.lose();
    }

    @Override
    public void receive(Receiver receiver) {
        lifecycle.lock();
        try {
            if (closed.getCount() == 0 || !listeners.isEmpty()) {
                throw new IllegalStateException("a feed has one receiver, and none after it is closed");
            }
            Receiver oneByOne = new LockedReceiver(receiver, delivering);
            List<FeedListener> all = new ArrayList<>();
            for (int channel = 0; channel < (listening.isCluster() ? FeedChannels.SHARDS : 1); channel++) {
                all.add(listener(channel, oneByOne));
            }
            listeners = List.copyOf(all);
            all.forEach(FeedListener::start);
        } finally {
            lifecycle.unlock();
        }
        startHeartbeats();
    }

    private FeedListener listener(int channel, Receiver receiver) {
        Duration silence = heartbeat.multipliedBy(MISSED_BEATS);
        return new FeedListener(
                "chatstore-feed-" + channel,
                () -> {
                    UnifiedJedis client = listening.get();
                    return FeedChannels.of(client, prefix).subscribe(client, channel);
                },
                new GapDetector(receiver, sender.messages(channel), silence.toNanos(), System::nanoTime),
                silence,
                random,
                losses(channel));
    }

    private FeedListener.FeedLosses losses(int channel) {
        return new FeedListener.FeedLosses() {
            @Override
            public void hears() {
                outage.succeeded(channel, outage.begin());
            }

            @Override
            public void fails(Throwable reason) {
                outage.failed(channel, outage.begin(), text(reason));
            }
        };
    }

    private @Nullable String text(Throwable reason) {
        if (reason instanceof ChannelMovedException) {
            return reason.getMessage();
        }
        return reason instanceof JedisException error
                ? RedisFailure.of(error).toException(listening.server(), error).getMessage()
                : reason.getClass().getName();
    }

    /** Lets the threads of several channels notify one receiver. */
    private record LockedReceiver(Receiver receiver, ReentrantLock lock) implements Receiver {
        @Override
        public void changed(Change change) {
            locked(() -> receiver.changed(change));
        }

        @Override
        public void missed(ConversationId conversation) {
            locked(() -> receiver.missed(conversation));
        }

        @Override
        public void gap() {
            locked(receiver::gap);
        }

        private void locked(Runnable notification) {
            lock.lock();
            try {
                notification.run();
            } finally {
                lock.unlock();
            }
        }
    }

    @Override
    public boolean isHearing() {
        List<FeedListener> all = listeners;
        return !all.isEmpty() && all.stream().allMatch(FeedListener::isHearing);
    }

    /** Starts the heartbeats, once. If no thread can be started, the next change tries again. */
    private void startHeartbeats() {
        if (beating != null) {
            return;
        }
        lifecycle.lock();
        try {
            if (beating == null && closed.getCount() > 0) {
                Thread thread = threads.newThread(this::sendHeartbeats);
                thread.start();
                beating = thread;
            }
        } catch (Throwable e) {
            // The other processes take this one for silent, which they answer by checking what they have.
            LOG.debug(
                    "no thread for heartbeats could be started: {}",
                    e.getClass().getName());
        } finally {
            lifecycle.unlock();
        }
    }

    private void sendHeartbeats() {
        while (true) {
            try {
                send(FeedMessage.Kind.HEARTBEAT);
                if (closed.await(heartbeat.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                // The latch ends this thread, an interrupt does not.
            } catch (Throwable e) {
                // Nor does an Error: without heartbeats this process is silent for the others.
                LOG.debug("a heartbeat failed: {}", e.getClass().getName());
            }
        }
    }

    private void send(FeedMessage.Kind kind) {
        try {
            UnifiedJedis client = publishing.get();
            sender.sendStatus(client, FeedChannels.of(client, prefix), kind);
        } catch (JedisException e) {
            LOG.debug("{} not sent: {}", kind, RedisFailure.code(e));
        } catch (IllegalStateException | ClosedException e) {
            LOG.debug("{} not sent: closed", kind);
        } catch (Throwable e) {
            LOG.debug("{} not sent: {}", kind, e.getClass().getName());
        }
    }

    @Override
    public void close() {
        closed.countDown();
        boolean reachable = isHearing();
        listeners.forEach(FeedListener::close);
        if (reachable) {
            send(FeedMessage.Kind.FAREWELL);
        }
        if (listening != publishing) {
            listening.close();
        }
    }
}
