package dev.chatstore.redis;

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
 * Listens on one channel, in a thread of its own and on a connection of its own, and connects again when that is lost or
 * silent: the process's own heartbeats come back on it, so silence is a fault.
 */
final class FeedListener {
    private static final Logger LOG = LoggerFactory.getLogger(FeedListener.class);
    private static final long FIRST_PAUSE_MILLIS = 10;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;
    private static final Duration END = Duration.ofSeconds(2);

    private final FeedConnector connector;
    private final FeedHearing hearing;
    private final int silenceMillis;
    private final RandomGenerator random;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable Connection connection;
    private volatile long heardNanos;
    private volatile boolean subscribed;

    /** Makes a connection that has asked for a channel. */
    @FunctionalInterface
    interface FeedConnector {
        Connection connect();
    }

    FeedListener(String name, FeedConnector connector, FeedHearing hearing, Duration silence, RandomGenerator random) {
        this.connector = connector;
        this.hearing = hearing;
        this.silenceMillis = Math.toIntExact(silence.toMillis());
        this.random = random;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Returns whether something has come lately. */
    boolean isHearing() {
        return subscribed && System.nanoTime() - heardNanos < TimeUnit.MILLISECONDS.toNanos(silenceMillis);
    }

    private void run() {
        int failures = 0;
        while (closed.getCount() > 0) {
            try {
                listen();
            } catch (JedisException e) {
                LOG.debug("{}: {}", thread.getName(), RedisFailure.word(e));
            } catch (RuntimeException e) {
                LOG.warn("{} begins anew after an error", thread.getName(), e);
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
            // A subscription is pushed as everything after it.
            take(made.getOne());
        }
    }

    private void take(Object reply) {
        if (!(reply instanceof List<?> parts) || !(parts.get(0) instanceof byte[] kind)) {
            return;
        }
        switch (new String(kind, StandardCharsets.US_ASCII)) {
            case "subscribe", "ssubscribe" -> {
                hearing.begin();
                heardNanos = System.nanoTime();
                subscribed = true;
            }
            case "message", "smessage" -> {
                heardNanos = System.nanoTime();
                hearing.heard(parts.get(2) instanceof byte[] bytes ? FeedMessage.read(bytes) : null);
            }
            default -> throw new JedisException("the channel has moved");
        }
    }

    /** Ends the connection for good: one that has a subscription is of no other use. */
    private void disconnect() {
        Connection last = connection;
        connection = null;
        if (last != null) {
            last.setBroken();
            try {
                last.close();
            } catch (JedisException e) {
                // The pool has tried to make another in its place.
                LOG.debug("{}: {}", thread.getName(), RedisFailure.word(e));
            }
        }
    }

    private void pause(int failures) {
        long bound = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(failures, 20));
        try {
            closed.await(bound / 2 + random.nextLong(bound / 2 + 1), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // Nobody interrupts this thread but by mistake: the latch ends it.
        }
    }

    /** Ends the thread, and returns when it has ended. */
    void close() {
        closed.countDown();
        Connection last = connection;
        try {
            if (last != null) {
                last.forceDisconnect();
            }
            thread.join(END.toMillis());
        } catch (IOException e) {
            LOG.debug("{}: {}", thread.getName(), e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
