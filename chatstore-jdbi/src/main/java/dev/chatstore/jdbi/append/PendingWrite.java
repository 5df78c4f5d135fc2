package dev.chatstore.jdbi.append;

import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ConversationId;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A write in the queue, and the thread that waits for it. */
abstract class PendingWrite {
    private final Thread waiter = Thread.currentThread();
    private final long createdNanos = System.nanoTime();
    private volatile boolean done;

    /** Guarded by the lock of {@link WaitingWrites}. */
    private boolean queued;

    /** Returns the conversations to write to. */
    abstract Stream<ConversationId> conversations();

    /** Returns the number of messages to write. */
    abstract int messages();

    /** Returns the length of all texts to write, in characters. */
    abstract long characters();

    /** Sets the exception for the waiter, which {@link #complete} wakes. */
    abstract void fail(ChatStoreException reason);

    final boolean isOlderThan(Duration age) {
        return nanosUntil(age) < 0;
    }

    /** Returns the time until the write has an age, negative if it is older. */
    final long nanosUntil(Duration age) {
        return age.toNanos() - (System.nanoTime() - createdNanos);
    }

    final boolean isQueued() {
        return queued;
    }

    final void setQueued(boolean queued) {
        this.queued = queued;
    }

    final boolean isDone() {
        return done;
    }

    final void complete() {
        done = true;
        wake();
    }

    final void wake() {
        LockSupport.unpark(waiter);
    }
}
