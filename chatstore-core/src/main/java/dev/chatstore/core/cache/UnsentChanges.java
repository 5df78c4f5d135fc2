package dev.chatstore.core.cache;

import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.ChangeFeed;
import dev.chatstore.api.spi.SharedCache;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The changes of this process that the shared cache and the other processes have not received yet, in the order of
 * their commits. The first thread that flushes sends what all threads have added; the others wait and find theirs sent.
 * The shared cache is updated before the feed, so that a process which hears of a change finds it there, unless the
 * update fails.
 */
final class UnsentChanges {
    private static final int PLACES = 1 << 12;

    private final Queue<QueuedChange> changes = new ConcurrentLinkedQueue<>();
    private final Queue<ConversationId> invalidations = new ConcurrentLinkedQueue<>();
    /** The number of unsent entries, by places that conversations share. */
    private final AtomicIntegerArray unsent = new AtomicIntegerArray(PLACES);

    private final AtomicLong added = new AtomicLong();
    private final ReentrantLock sending = new ReentrantLock();
    private final SharedWindows windows;
    private final @Nullable SharedCache cache;
    private final CacheCircuitBreaker breaker;
    private volatile long sent;

    /** A change, and the earliest time at which it was committed. */
    private record QueuedChange(Change change, long madeAt) {}

    /**
     * Creates an empty queue.
     *
     * @param cache the shared cache with the feed to the other processes, or null if there is none: then nothing is
     *     queued
     */
    UnsentChanges(SharedWindows windows, @Nullable SharedCache cache, CacheCircuitBreaker breaker) {
        this.windows = windows;
        this.cache = cache;
        this.breaker = breaker;
    }

    /** Adds a change that was committed at a time or later. */
    void add(Change change, long madeAt) {
        if (cache != null) {
            unsent.incrementAndGet(place(change.conversation()));
            changes.add(new QueuedChange(change, madeAt));
            added.incrementAndGet();
        }
    }

    /** Adds the invalidation of a conversation that may have changed. */
    void addInvalidation(ConversationId id) {
        if (cache != null) {
            unsent.incrementAndGet(place(id));
            invalidations.add(id);
            added.incrementAndGet();
        }
    }

    /** Returns whether the shared cache has received everything that this process knows of a conversation. */
    boolean isEmpty(ConversationId id) {
        return unsent.get(place(id)) == 0;
    }

    /** Returns once everything that was added before is sent, or could not be sent. */
    void flush() {
        long last = added.get();
        if (sent - last >= 0) {
            return;
        }
        sending.lock();
        try {
            if (sent - last < 0) {
                send();
            }
        } finally {
            sending.unlock();
        }
    }

    private void send() {
        long last = added.get();
        List<QueuedChange> queued = takeAll(changes);
        List<Change> committed = queued.stream().map(QueuedChange::change).toList();
        List<ConversationId> invalidated = takeAll(invalidations);
        Set<ConversationId> dropped = new LinkedHashSet<>(invalidated);
        AtomicBoolean told = new AtomicBoolean();
        try {
            apply(committed, earliest(queued), dropped.isEmpty(), told);
        } finally {
            // What could not be sent is pending there from now on.
            committed.forEach(change -> unsent.decrementAndGet(place(change.conversation())));
            try {
                windows.drop(dropped);
            } finally {
                invalidated.forEach(id -> unsent.decrementAndGet(place(id)));
                if (!told.get()) {
                    publish(committed);
                }
            }
        }
        sent = last;
    }

    /**
     * Applies changes to the shared cache, and passes them on to the other processes in the same call unless
     * conversations have to be dropped in between or the cache is not trusted.
     *
     * @param told is set if they are passed on
     */
    private void apply(List<Change> committed, long madeAt, boolean together, AtomicBoolean told) {
        SharedCache existing = cache;
        if (existing == null || !together) {
            windows.apply(committed, madeAt);
            return;
        }
        windows.apply(committed, madeAt, (trusted, age) -> {
            told.set(true);
            existing.tell(committed, age);
        });
    }

    private void publish(List<Change> committed) {
        if (cache == null || committed.isEmpty()) {
            return;
        }
        ChangeFeed feed = cache.feed();
        AtomicBoolean passedOn = new AtomicBoolean();
        breaker.run(() -> {
            passedOn.set(true);
            feed.publish(committed);
        });
        if (!passedOn.get()) {
            feed.lose();
        }
    }

    private static long earliest(List<QueuedChange> queued) {
        long earliest = queued.isEmpty() ? 0 : queued.get(0).madeAt;
        for (QueuedChange change : queued) {
            earliest = change.madeAt - earliest < 0 ? change.madeAt : earliest;
        }
        return earliest;
    }

    private static <T> List<T> takeAll(Queue<T> queue) {
        List<T> taken = new ArrayList<>();
        for (T next = queue.poll(); next != null; next = queue.poll()) {
            taken.add(next);
        }
        return taken;
    }

    private static int place(ConversationId id) {
        return (id.hashCode() * 0x9E3779B9) >>> (Integer.SIZE - 12);
    }
}
