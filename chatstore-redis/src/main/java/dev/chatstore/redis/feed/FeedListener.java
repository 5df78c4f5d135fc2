package dev.chatstore.redis.feed;

import dev.chatstore.core.backend.BackgroundThreads;
import dev.chatstore.redis.client.RedisFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Listens on one channel, with a thread and a connection of its own, and reconnects when the connection is lost or
 * silent: the process receives its own heartbeats on it, so silence is a fault.
 */
final class FeedListener {
    private static final Logger LOG = LoggerFactory.getLogger(FeedListener.class);
    private static final long FIRST_PAUSE_MILLIS = 10;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final FeedConnector connector;
    private final GapDetector detector;
    private final int silenceMillis;
    private final RandomGenerator random;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final FeedLosses losses;
    private final Thread thread;
    private volatile @Nullable Connection connection;
    private volatile long heardNanos;
    private volatile boolean subscribed;

    /** Opens a connection that has subscribed to a channel. */
    @FunctionalInterface
    interface FeedConnector {
        Connection connect();
    }

    /** Is notified when the listener begins to hear its channel, and of each failure. */
    interface FeedLosses {
        void hears();

        void fails(Throwable reason);
    }

    // Six parameters: what the listener of a channel works with.
    FeedListener(
            String name,
            FeedConnector connector,
            GapDetector detector,
            Duration silence,
            RandomGenerator random,
            FeedLosses losses) {
        this.losses = losses;
        this.connector = connector;
        this.detector = detector;
        this.silenceMillis = Math.toIntExact(silence.toMillis());
        this.random = random;
        thread = BackgroundThreads.named(name).newThread(this::run);
    }

    void start() {
        thread.start();
    }

    /** Returns whether a message arrived lately. */
    boolean isHearing() {
        return subscribed && System.nanoTime() - heardNanos < TimeUnit.MILLISECONDS.toNanos(silenceMillis);
    }

    private void run() {
        int failures = 0;
        while (closed.getCount() > 0) {
            try {
                listen();
            } catch (Throwable e) {
                // An Error too: after this thread the process would hear nothing more.
                if (closed.getCount() > 0) {
                    losses.fails(e);
                }
            }
            failures = subscribed ? 1 : failures + 1;
            subscribed = false;
            disconnect();
            pause(failures);
        }
    }

    private void listen() {
        Connection made = connector.connect();
        connection = made;
        made.setSoTimeout(silenceMillis);
        while (closed.getCount() > 0) {
            // The reply to the subscription is pushed like the messages after it.
            take(made.getOne());
        }
    }

    private void take(Object reply) {
        if (!(reply instanceof List<?> parts) || !(parts.get(0) instanceof byte[] kind)) {
            return;
        }
        switch (new String(kind, StandardCharsets.US_ASCII)) {
            case "subscribe", "ssubscribe" -> {
                detector.start();
                heardNanos = System.nanoTime();
                subscribed = true;
                losses.hears();
            }
            case "message", "smessage" -> {
                heardNanos = System.nanoTime();
                detector.receive(parts.get(2) instanceof byte[] bytes ? FeedMessage.read(bytes) : null);
            }
            default -> throw new ChannelMovedException();
        }
    }

    /** Closes the connection, which is of no other use once it has a subscription. */
    private void disconnect() {
        Connection last = connection;
        connection = null;
        if (last != null) {
            last.setBroken();
            try {
                last.close();
            } catch (JedisException e) {
                // The pool tried to open another one in its place.
                LOG.debug("{}: {}", thread.getName(), RedisFailure.code(e));
            } catch (Throwable e) {
                LOG.debug("{}: {}", thread.getName(), e.getClass().getName());
            }
        }
    }

    private void pause(int failures) {
        long bound = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(failures, 20));
        try {
            closed.await(bound / 2 + random.nextLong(bound / 2 + 1), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // The latch ends this thread, an interrupt does not.
        }
    }

    /** Ends the thread, and waits for its end for up to two seconds. */
    void close() {
        closed.countDown();
        Connection last = connection;
        try {
            if (last != null) {
                last.forceDisconnect();
            }
            thread.join(CLOSE_TIMEOUT.toMillis());
        } catch (IOException e) {
            LOG.debug("{}: {}", thread.getName(), e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
