package dev.chatstore.redis.store;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.core.backend.DeferredInterrupt;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Locks by which the writers of one conversation in this process write one after the other, so that their changes are
 * reported in the order of the versions. Conversations share a fixed number of locks, which are always taken in the
 * same order.
 */
final class ConversationLocks {
    private static final int LOCKS = 1_024;

    private final List<ReentrantLock> locks =
            Stream.generate(ReentrantLock::new).limit(LOCKS).toList();
    private final Duration timeout;

    /**
     * Creates the locks.
     *
     * @param timeout the maximum time that a writer waits
     */
    ConversationLocks(Duration timeout) {
        this.timeout = timeout;
    }

    /**
     * Runs a write under the lock of a conversation and returns its result.
     *
     * @throws UnavailableException if the lock is not free in time; the write was not begun
     */
    <T> T whileLocked(ConversationId id, Supplier<T> write) {
        return whileLocked(List.of(id), write);
    }

    <T> T whileLocked(Collection<ConversationId> ids, Supplier<T> write) {
        Deque<ReentrantLock> taken = new ArrayDeque<>();
        try {
            long endNanos = System.nanoTime() + timeout.toNanos();
            ids.stream()
                    .mapToInt(id -> Math.floorMod(spread(id.hashCode()), LOCKS))
                    .distinct()
                    .sorted()
                    .forEach(lock -> {
                        await(locks.get(lock), endNanos);
                        taken.push(locks.get(lock));
                    });
            return write.get();
        } finally {
            taken.forEach(ReentrantLock::unlock);
        }
    }

    private static int spread(int hash) {
        return (hash * 0x9E3779B9) >>> 16;
    }

    private static void await(ReentrantLock lock, long endNanos) {
        try (DeferredInterrupt interrupt = DeferredInterrupt.begin()) {
            while (true) {
                try {
                    if (lock.tryLock() || lock.tryLock(endNanos - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                        return;
                    }
                    throw UnavailableException.notDone(
                            "other writes to the conversation take too long; this one was not begun, retry it",
                            true,
                            null);
                } catch (InterruptedException e) {
                    interrupt.caught();
                }
            }
        }
    }
}
