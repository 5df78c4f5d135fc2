package dev.chatstore.core.subscription;

import dev.chatstore.core.backend.OutageLog;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The threads that call listeners, a bounded number. Work is done in the order in which it became ready, so each
 * listener has its turn. A thread is started when work is ready and none is idle, and ends when it was idle for a while.
 *
 * <p>While there are subscriptions one thread remains, which is why no work is lost if no other can be started: the
 * system may refuse a thread at any time. Nothing is thrown to the caller who adds work. Safe for use by several threads.
 */
final class DeliveryThreads implements AutoCloseable {
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Runnable> ready = new ArrayDeque<>();
    private final PriorityQueue<Later> later = new PriorityQueue<>((one, other) -> Long.signum(one.at - other.at));
    private final OutageLog outage = OutageLog.of("the start of threads for listeners", 1, System::nanoTime);
    private final ThreadFactory factory;
    private final int max;
    private int subscriptions;
    private int threads;
    private int idle;
    private boolean closed;
    private volatile boolean refused;

    /** Work that becomes ready at a time. */
    private record Later(Runnable work, long at) {
        long left() {
            return at - System.nanoTime();
        }
    }

    /**
     * Creates it without any thread.
     *
     * @param max maximum number of threads
     */
    DeliveryThreads(ThreadFactory factory, int max) {
        this.factory = factory;
        this.max = max;
    }

    /**
     * Keeps a thread from now on, for one more subscription. Returns whether there is a thread: false if none can be
     * started, or after {@link #close}.
     */
    boolean enter() {
        lock.lock();
        try {
            if (threads == 0 && !closed) {
                startThread();
            }
            boolean possible = threads > 0 && !closed;
            subscriptions += possible ? 1 : 0;
            return possible;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the last thread once no subscription is left. */
    void leave() {
        lock.lock();
        try {
            subscriptions--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Adds work that is ready. After {@link #close} it is dropped. */
    void execute(Runnable work) {
        lock.lock();
        try {
            if (!closed) {
                ready.add(work);
                callThread();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Adds work that becomes ready after a pause. */
    void executeLater(Runnable work, Duration pause) {
        lock.lock();
        try {
            if (!closed) {
                later.add(new Later(work, System.nanoTime() + pause.toNanos()));
                // An idle thread waits for less now.
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Tries again to start a thread for work that waits since none could be started, if there is any. */
    void retry() {
        if (refused) {
            lock.lock();
            try {
                if (!closed && !ready.isEmpty()) {
                    callThread();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    private void callThread() {
        changed.signal();
        if (ready.size() > idle && threads < max) {
            startThread();
        }
    }

    private void startThread() {
        threads++;
        try {
            factory.newThread(this::work).start();
            refused = false;
            outage.succeeded();
        } catch (Throwable e) {
            threads--;
            refused = true;
            outage.failed(e.getClass().getName());
        }
    }

    private void work() {
        boolean ended = false;
        try {
            for (Runnable next = next(); next != null; next = next()) {
                next.run();
                // An interrupt that a listener leaves behind is no concern of the next one.
                Thread.interrupted();
            }
            ended = true;
        } finally {
            if (!ended) {
                replaceThread();
            }
        }
    }

    private void replaceThread() {
        lock.lock();
        try {
            threads--;
            if (!closed) {
                startThread();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for work and returns it, or null if the thread is to end. */
    private @Nullable Runnable next() {
        lock.lock();
        try {
            long idleSince = System.nanoTime();
            while (!closed) {
                for (Later first = later.peek(); first != null && first.left() <= 0; first = later.peek()) {
                    ready.add(later.remove().work());
                }
                Runnable next = ready.poll();
                if (next != null) {
                    if (!ready.isEmpty()) {
                        callThread();
                    }
                    return next;
                }
                if (!isNeeded() && (subscriptions == 0 || System.nanoTime() - idleSince >= IDLE_NANOS)) {
                    break;
                }
                await();
            }
            threads--;
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether an idle thread must not end: it is the last one. */
    private boolean isNeeded() {
        return threads == 1 && (subscriptions > 0 || !later.isEmpty());
    }

    // The caller waits in a loop.
    @SuppressWarnings("WaitNotInLoop")
    private void await() {
        Later first = later.peek();
        long nanos = first == null ? IDLE_NANOS : Math.min(IDLE_NANOS, first.left());
        idle++;
        try {
            changed.awaitNanos(nanos);
        } catch (InterruptedException e) {
            // Somebody interrupted a thread of the library; closing ends it, an interrupt does not.
        } finally {
            idle--;
        }
    }

    /** Ends the threads as soon as they are idle, and drops all work that has not begun. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            ready.clear();
            later.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
