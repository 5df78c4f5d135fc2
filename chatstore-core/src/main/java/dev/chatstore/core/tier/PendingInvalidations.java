package dev.chatstore.core.tier;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The conversations or sessions of which the shared cache may not have heard what it was to be told. Until they are
 * dropped there, nothing that it says is believed. Their number is bounded; what is over the bound is forgotten, and said
 * to be.
 *
 * @param <K> what names one
 */
final class PendingInvalidations<K> {
    private final int max;
    private final Runnable overflowed;
    private final ReentrantLock access = new ReentrantLock();
    private final ReentrantLock settling = new ReentrantLock();
    private Set<K> owed = new HashSet<>();
    private volatile boolean owing;

    /**
     * Makes a list without entries.
     *
     * @param overflowed runs when entries are forgotten
     */
    PendingInvalidations(int max, Runnable overflowed) {
        this.max = max;
        this.overflowed = overflowed;
    }

    void add(Collection<K> ids) {
        access.lock();
        try {
            owed.addAll(ids);
            if (owed.size() > max) {
                owed.clear();
                overflowed.run();
            }
            owing = !owed.isEmpty() || (owing && settling.isLocked());
        } finally {
            access.unlock();
        }
    }

    /** Returns whether nothing is owed, after trying to pay what is. While another thread does, something is. */
    boolean settle(Predicate<Collection<K>> drop) {
        if (!owing) {
            return true;
        }
        if (!settling.tryLock()) {
            return false;
        }
        try {
            Set<K> taken = take();
            boolean paid = false;
            try {
                paid = drop.test(List.copyOf(taken));
            } finally {
                if (!paid) {
                    add(taken);
                }
            }
            return paid && close();
        } finally {
            settling.unlock();
        }
    }

    private Set<K> take() {
        access.lock();
        try {
            Set<K> taken = owed;
            owed = new HashSet<>();
            return taken;
        } finally {
            access.unlock();
        }
    }

    /** What came while others were paid is owed still. */
    private boolean close() {
        access.lock();
        try {
            owing = !owed.isEmpty();
            return !owing;
        } finally {
            access.unlock();
        }
    }

    int size() {
        access.lock();
        try {
            return owed.size();
        } finally {
            access.unlock();
        }
    }
}
