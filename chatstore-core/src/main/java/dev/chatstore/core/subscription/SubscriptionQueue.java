package dev.chatstore.core.subscription;

import dev.chatstore.api.Change;
import dev.chatstore.api.ClosedException;
import dev.chatstore.api.UnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue of one subscription, delivered by at most one thread at a time, one change for each turn. On overflow the
 * queued changes are discarded and count as missed, as they do if anything fails on their way: adding a change throws
 * no exception. Safe for use by several threads.
 */
final class SubscriptionQueue {
    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionQueue.class);
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<QueuedChange> queued = new ArrayDeque<>();
    private final Runnable turn = this::deliver;
    private final Runnable restart = this::start;
    private final ChangeDelivery delivery;
    private final ListenerLimits limits;
    private final DeliveryThreads threads;
    private long bytes;
    private boolean missed;
    private boolean delivering = true;
    private boolean closed;
    private boolean unreadable;

    /** A change and its heap size. */
    private record QueuedChange(Change change, long bytes) {}

    /** Creates a queue that delivers nothing before it is {@linkplain #start started}. */
    SubscriptionQueue(ChangeDelivery delivery, ListenerLimits limits, DeliveryThreads threads) {
        this.delivery = delivery;
        this.limits = limits;
        this.threads = threads;
    }

    void start() {
        update(() -> delivering = false);
    }

    /** Adds a change of a heap size. The queue holds any single change, however large. */
    void add(Change change, long size) {
        update(() -> {
            if (!queued.isEmpty() && (queued.size() >= limits.changes() || bytes + size > limits.bytes())) {
                discard();
            } else {
                queued.add(new QueuedChange(change, size));
                bytes += size;
            }
        });
    }

    /** Records that changes were missed. Those in the queue were not. */
    void miss() {
        update(() -> missed = true);
    }

    private void discard() {
        missed = true;
        queued.clear();
        bytes = 0;
    }

    /** Returns whether this call closed it. */
    boolean close() {
        lock.lock();
        try {
            boolean first = !closed;
            closed = true;
            delivery.close();
            discard();
            return first;
        } finally {
            lock.unlock();
        }
    }

    /** Updates the queue, and asks for a turn if there is something to deliver and none is asked for. */
    private void update(Runnable change) {
        lock.lock();
        try {
            change.run();
            schedule();
        } catch (Throwable e) {
            // Called after a commit, so nothing may reach the caller. The next change asks for a turn again.
            missed = true;
        } finally {
            lock.unlock();
        }
    }

    private void schedule() {
        if (delivering) {
            threads.retry();
        } else if (!closed && (missed || !queued.isEmpty())) {
            threads.execute(turn);
            delivering = true;
        }
    }

    private void deliver() {
        try {
            Runnable next = next();
            if (next != null) {
                next.run();
                unreadable = false;
            }
            start();
        } catch (Throwable e) {
            retryLater();
            log(e);
        }
    }

    private @Nullable Runnable next() {
        lock.lock();
        try {
            if (closed) {
                return null;
            }
            if (missed && (queued.isEmpty() || !delivery.findsMissed())) {
                missed = false;
                return delivery::missed;
            }
            QueuedChange next = queued.poll();
            if (next == null) {
                return null;
            }
            bytes -= next.bytes;
            return () -> delivery.changed(next.change);
        } finally {
            lock.unlock();
        }
    }

    private void retryLater() {
        lock.lock();
        try {
            discard();
            threads.executeLater(restart, RETRY_PAUSE);
        } catch (Throwable e) {
            // The next change asks for a turn.
            delivering = false;
        } finally {
            lock.unlock();
        }
    }

    /** Logs why the store could not be read, once for each row of failures. Its outage is logged by itself. */
    private void log(Throwable e) {
        if (unreadable || e instanceof UnavailableException || e instanceof ClosedException) {
            LOG.debug("the changes that a listener missed cannot be read yet");
        } else {
            // Its message may quote what a user wrote.
            LOG.warn(
                    "the changes that a listener missed cannot be read, which is tried again each {}: {}",
                    RETRY_PAUSE,
                    e.getClass().getName());
            unreadable = true;
        }
    }
}
