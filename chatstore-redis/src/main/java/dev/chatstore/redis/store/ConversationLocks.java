package dev.chatstore.redis.store;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.UnavailableException;
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
 * Lets the writers of one conversation in this process write one after the other, so that what they have committed is told
 * in the order of its versions. Conversations share some locks, always taken in the same order.
 */
final class ConversationLocks {
    private static final int LOCKS = 1_024;

    private final List<ReentrantLock> locks =
            Stream.generate(ReentrantLock::new).limit(LOCKS).toList();
    private final Duration patience;

    /**
     * Makes turns.
     *
     * @param patience how long a writer waits for its turn at most
     */
    ConversationLocks(Duration patience) {
        this.patience = patience;
    }

    /**
     * Returns what the work returns, once it is the conversation's turn.
     *
     * @throws UnavailableException if that takes too long; nothing was begun then
     */
    <T> T whileLocked(ConversationId id, Supplier<T> work) {
        return whileLocked(List.of(id), work);
    }

    <T> T whileLocked(Collection<ConversationId> ids, Supplier<T> work) {
        Deque<ReentrantLock> held = new ArrayDeque<>();
        try {
            long end = System.nanoTime() + patience.toNanos();
            ids.stream()
                    .mapToInt(id -> Math.floorMod(spread(id.hashCode()), LOCKS))
                    .distinct()
                    .sorted()
                    .forEach(lock -> {
                        await(locks.get(lock), end);
                        held.push(locks.get(lock));
                    });
            return work.get();
        } finally {
            held.forEach(ReentrantLock::unlock);
        }
    }

    private static int spread(int hash) {
        return (hash * 0x9E3779B9) >>> 16;
    }

    private static void await(ReentrantLock lock, long end) {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    if (lock.tryLock() || lock.tryLock(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                        return;
                    }
                    throw new UnavailableException(
                            "other writes to the conversation take too long; this one was not begun", true, null);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
