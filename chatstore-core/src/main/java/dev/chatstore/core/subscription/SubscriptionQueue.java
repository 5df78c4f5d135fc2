package dev.chatstore.core.subscription;

import dev.chatstore.api.Change;
import dev.chatstore.api.UnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One subscription: what waits for it, and at most one thread that hands it on. When more waits than may, all of it is
 * thrown away and counts as missed.
 */
final class SubscriptionQueue {
    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionQueue.class);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Hands on what comes to a listener; what it throws says that the store could not be read. */
    interface Feed {
        /** Hands on a change. */
        void changed(Change change);

        /** Finds out what was missed, and hands that on. */
        void missed();
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Change> waiting = new ArrayDeque<>();
    private final Feed feed;
    private final int most;
    private final Executor threads;
    private boolean missed;
    private boolean runs = true;
    private boolean closed;

    /** Makes one that takes changes and hands none on before it is {@linkplain #start started}. */
    SubscriptionQueue(Feed feed, int most, Executor threads) {
        this.feed = feed;
        this.most = most;
        this.threads = threads;
    }

    void start() {
        guarded(() -> runs = false);
    }

    void add(Change change) {
        guarded(() -> {
            missed |= waiting.size() >= most;
            if (missed) {
                waiting.clear();
            } else {
                waiting.add(change);
            }
        });
    }

    void miss() {
        guarded(() -> {
            waiting.clear();
            missed = true;
        });
    }

    void close() {
        guarded(() -> {
            closed = true;
            waiting.clear();
        });
    }

    /** Changes what waits, and lets a thread begin if there is then something to do and none at it. */
    private void guarded(Runnable change) {
        lock.lock();
        try {
            change.run();
            if (!runs && !closed && (missed || !waiting.isEmpty())) {
                runs = true;
                threads.execute(this::handOn);
            }
        } finally {
            lock.unlock();
        }
    }

    private void handOn() {
        for (Runnable next = next(); next != null; next = next()) {
            try {
                next.run();
            } catch (UnavailableException e) {
                LOG.debug("what a listener has missed cannot be read yet");
                postpone();
                return;
            } catch (RuntimeException e) {
                // Its message may quote what a user wrote.
                LOG.warn(
                        "what a listener has missed cannot be read by {}",
                        e.getClass().getName());
                postpone();
                return;
            }
        }
    }

    private void postpone() {
        miss();
        CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS, threads)
                .execute(this::start);
    }

    /** Returns what is to be done next, or null if there is nothing: then another thread may begin. */
    private @Nullable Runnable next() {
        lock.lock();
        try {
            if (closed) {
                return null;
            }
            if (missed) {
                missed = false;
                return feed::missed;
            }
            Change change = waiting.poll();
            runs = change != null;
            return change == null ? null : () -> feed.changed(change);
        } finally {
            lock.unlock();
        }
    }
}
