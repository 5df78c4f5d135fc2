package dev.chatstore.core.cache;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The conversations or sessions whose last change may not have reached the shared cache. Until they are dropped there,
 * none of its entries is trusted. Their number is bounded; on overflow all are forgotten, and the owner is notified.
 * Safe for use by several threads.
 *
 * @param <K> the key of an entry
 */
final class PendingInvalidations<K> {
    /** The keys of one call of the shared cache: few enough that it answers in time, however long it was away. */
    static final int TOGETHER = 100;

    private final int max;
    private final Runnable overflowed;
    private final ReentrantLock access = new ReentrantLock();
    private final ReentrantLock flushing = new ReentrantLock();
    private Set<K> pending = new HashSet<>();
    private volatile boolean anyPending;

    /**
     * Creates an empty set.
     *
     * @param overflowed runs when keys are forgotten
     */
    PendingInvalidations(int max, Runnable overflowed) {
        this.max = max;
        this.overflowed = overflowed;
    }

    void add(Collection<K> keys) {
        access.lock();
        try {
            pending.addAll(keys);
            if (pending.size() > max) {
                pending.clear();
                overflowed.run();
            }
            anyPending = !pending.isEmpty() || (anyPending && flushing.isLocked());
        } finally {
            access.unlock();
        }
    }

    /**
     * Drops the pending keys, a hundred in each call, and returns whether none is pending any more. The first call that fails
     * is the last one; what was dropped before it is done. While another thread drops them, the result is false.
     *
     * @param drop drops keys from the shared cache, and returns whether that succeeded
     */
    boolean flush(Predicate<Collection<K>> drop) {
        if (!anyPending) {
            return true;
        }
        if (!flushing.tryLock()) {
            return false;
        }
        try {
            List<K> taken = List.copyOf(take());
            int done = 0;
            try {
                boolean dropped = true;
                while (dropped && done < taken.size()) {
                    int next = Math.min(taken.size(), done + TOGETHER);
                    dropped = drop.test(taken.subList(done, next));
                    done = dropped ? next : done;
                }
            } finally {
                if (done < taken.size()) {
                    add(taken.subList(done, taken.size()));
                }
            }
            return done == taken.size() && isEmptyNow();
        } finally {
            flushing.unlock();
        }
    }

    private Set<K> take() {
        access.lock();
        try {
            Set<K> taken = pending;
            pending = new HashSet<>();
            return taken;
        } finally {
            access.unlock();
        }
    }

    /** Keys that were added during the flush are still pending. */
    private boolean isEmptyNow() {
        access.lock();
        try {
            anyPending = !pending.isEmpty();
            return !anyPending;
        } finally {
            access.unlock();
        }
    }

    int size() {
        access.lock();
        try {
            return pending.size();
        } finally {
            access.unlock();
        }
    }
}
