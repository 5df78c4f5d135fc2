package dev.chatstore.jdbi;

import dev.chatstore.api.ChatStoreException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A write that waits for its turn, and the thread that waits for it. */
abstract class PendingWrite {
    private final Thread waiter = Thread.currentThread();
    private final long bornNanos = System.nanoTime();
    private volatile boolean done;

    /** How many messages it writes. */
    abstract int messages();

    /** How much text it writes, in characters. */
    abstract long characters();

    /** Sets what the waiter is to be told if it cannot be done; {@link #complete} wakes it. */
    abstract void fail(ChatStoreException reason);

    final boolean isOlderThan(Duration age) {
        return System.nanoTime() - bornNanos > age.toNanos();
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
