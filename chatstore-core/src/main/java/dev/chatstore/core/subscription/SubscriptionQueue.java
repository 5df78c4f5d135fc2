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
 * The queue of one subscription, delivered by at most one thread at a time. On overflow the queued changes are
 * discarded and count as missed. Safe for use by several threads.
 */
final class SubscriptionQueue {
    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionQueue.class);
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Change> queued = new ArrayDeque<>();
    private final ChangeDelivery delivery;
    private final int max;
    private final Executor threads;
    private boolean missed;
    private boolean delivering = true;
    private boolean closed;

    /**
     * Creates a queue that delivers nothing before it is {@linkplain #start started}.
     *
     * @param max maximum number of queued changes
     */
    SubscriptionQueue(ChangeDelivery delivery, int max, Executor threads) {
        this.delivery = delivery;
        this.max = max;
        this.threads = threads;
    }

    void start() {
        update(() -> delivering = false);
    }

    void add(Change change) {
        update(() -> {
            missed |= queued.size() >= max;
            if (missed) {
                queued.clear();
            } else {
                queued.add(change);
            }
        });
    }

    /** Records that changes were missed. */
    void miss() {
        update(() -> {
            queued.clear();
            missed = true;
        });
    }

    void close() {
        update(() -> {
            closed = true;
            queued.clear();
        });
    }

    /** Updates the queue, and starts a thread if there is something to deliver and none is delivering. */
    private void update(Runnable change) {
        lock.lock();
        try {
            change.run();
            if (!delivering && !closed && (missed || !queued.isEmpty())) {
                delivering = true;
                threads.execute(this::deliver);
            }
        } finally {
            lock.unlock();
        }
    }

    private void deliver() {
        for (Runnable next = next(); next != null; next = next()) {
            try {
                next.run();
            } catch (UnavailableException e) {
                LOG.debug("the changes that a listener missed cannot be read yet");
                retryLater();
                return;
            } catch (RuntimeException e) {
                // Its message may quote what a user wrote.
                LOG.warn(
                        "the changes that a listener missed cannot be read: {}",
                        e.getClass().getName());
                retryLater();
                return;
            }
        }
    }

    private void retryLater() {
        miss();
        CompletableFuture.delayedExecutor(RETRY_PAUSE.toMillis(), TimeUnit.MILLISECONDS, threads)
                .execute(this::start);
    }

    /** Returns the next delivery, or null if there is none: then another thread may start. */
    private @Nullable Runnable next() {
        lock.lock();
        try {
            if (closed) {
                return null;
            }
            if (missed) {
                missed = false;
                return delivery::missed;
            }
            Change change = queued.poll();
            delivering = change != null;
            return change == null ? null : () -> delivery.changed(change);
        } finally {
            lock.unlock();
        }
    }
}
