package dev.chatstore.redis;

import dev.chatstore.api.Change;
import dev.chatstore.api.ClosedException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.ChangeFeed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Carries changes by publish and subscribe. A message there is lost to whoever is not connected, and nobody is told; so
 * each process numbers its messages and says every now and then how many there were ({@link FeedHearing}).
 */
final class RedisChangeFeed implements ChangeFeed, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RedisChangeFeed.class);

    /** How many heartbeats may fail to come before somebody counts as gone, or a connection as dead. */
    private static final int MISSED_BEATS = 4;

    private final CacheClient publishing;
    private final CacheClient listening;
    private final String prefix;
    private final Duration heartbeat;
    private final RandomGenerator random;
    private final long self;
    private final FeedSender sender;
    private final ReentrantLock lifecycle = new ReentrantLock();
    private final ReentrantLock delivering = new ReentrantLock();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Thread beating;
    private volatile List<FeedListener> listeners = List.of();

    /**
     * Makes a feed.
     *
     * @param publishing the client to send with
     * @param listening the client whose connections are kept to listen on; both stay open
     */
    RedisChangeFeed(
            CacheClient publishing,
            CacheClient listening,
            String prefix,
            CacheSettings settings,
            RandomGenerator random) {
        this.publishing = publishing;
        this.listening = listening;
        this.prefix = prefix;
        this.heartbeat = settings.heartbeat();
        this.random = random;
        this.self = random.nextLong();
        this.sender = new FeedSender(self, new Frames(settings.compressFrom()), settings.feedBytes());
    }

    @Override
    public void publish(List<Change> changes) {
        if (closed.getCount() == 0) {
            throw new ClosedException();
        }
        if (changes.isEmpty()) {
            return;
        }
        beat();
        try {
            UnifiedJedis client = publishing.get();
            sender.send(client, FeedChannels.of(client, prefix), changes);
        } catch (JedisException e) {
            throw RedisFailure.of(e).told(publishing.name(), e);
        } catch (IllegalStateException e) {
            throw new UnavailableException(publishing.name() + " is being closed", true, e);
        }
    }

    @Override
    public void receive(Receiver receiver) {
        lifecycle.lock();
        try {
            if (closed.getCount() == 0 || !listeners.isEmpty()) {
                throw new IllegalStateException("a feed has one receiver, until it is closed");
            }
            Receiver oneByOne = new OneByOne(receiver, delivering);
            List<FeedListener> all = new ArrayList<>();
            for (int channel = 0; channel < (listening.isCluster() ? FeedChannels.SHARDS : 1); channel++) {
                all.add(listener(channel, oneByOne));
            }
            listeners = List.copyOf(all);
            all.forEach(FeedListener::start);
        } finally {
            lifecycle.unlock();
        }
        beat();
    }

    private FeedListener listener(int channel, Receiver receiver) {
        Duration silence = heartbeat.multipliedBy(MISSED_BEATS);
        return new FeedListener(
                "chatstore-feed-" + channel,
                () -> {
                    UnifiedJedis client = listening.get();
                    return FeedChannels.of(client, prefix).subscribed(client, channel);
                },
                new FeedHearing(receiver, self, silence.toNanos(), System::nanoTime),
                silence,
                random);
    }

    /** Several channels tell one receiver. */
    private record OneByOne(Receiver receiver, ReentrantLock lock) implements Receiver {
        @Override
        public void changed(Change change) {
            inTurn(() -> receiver.changed(change));
        }

        @Override
        public void missed(ConversationId conversation) {
            inTurn(() -> receiver.missed(conversation));
        }

        @Override
        public void gap() {
            inTurn(receiver::gap);
        }

        private void inTurn(Runnable telling) {
            lock.lock();
            try {
                telling.run();
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

    /** Sends heartbeats from now on. */
    private void beat() {
        if (beating != null) {
            return;
        }
        lifecycle.lock();
        try {
            if (beating == null && closed.getCount() > 0) {
                Thread thread = new Thread(this::sendHeartbeats, "chatstore-feed-heartbeat");
                thread.setDaemon(true);
                thread.start();
                beating = thread;
            }
        } finally {
            lifecycle.unlock();
        }
    }

    private void sendHeartbeats() {
        while (true) {
            try {
                tell(FeedMessage.Kind.HEARTBEAT);
                if (closed.await(heartbeat.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                // Nobody interrupts this thread but by mistake: the latch ends it.
            }
        }
    }

    private void tell(FeedMessage.Kind kind) {
        try {
            UnifiedJedis client = publishing.get();
            sender.sendAbout(client, FeedChannels.of(client, prefix), kind);
        } catch (JedisException e) {
            LOG.debug("no {} sent: {}", kind, RedisFailure.word(e));
        } catch (IllegalStateException | ClosedException e) {
            LOG.debug("no {} sent: closed", kind);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        boolean reachable = isHearing();
        listeners.forEach(FeedListener::close);
        if (reachable) {
            tell(FeedMessage.Kind.FAREWELL);
        }
    }
}
