package dev.chatstore.core.tier;

import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.ChangeFeed;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What this process has to tell the others, in the order of its commits. Whoever comes first sends what all have put in;
 * who comes meanwhile waits and finds his sent. The shared cache is told before the feed, so that who hears of a change
 * finds it there.
 */
final class UnsentChanges {
    private static final int PLACES = 1 << 12;

    private final Queue<QueuedChange> changes = new ConcurrentLinkedQueue<>();
    private final Queue<ConversationId> doubts = new ConcurrentLinkedQueue<>();
    /** How many changes wait, by places that conversations share. */
    private final AtomicIntegerArray waiting = new AtomicIntegerArray(PLACES);

    private final AtomicLong put = new AtomicLong();
    private final ReentrantLock sending = new ReentrantLock();
    private final SharedWindows windows;
    private final @Nullable ChangeFeed feed;
    private final CacheCircuitBreaker guard;
    private volatile long sent;

    /** A change, and when it was committed at the earliest. */
    private record QueuedChange(Change change, long madeAt) {}

    /**
     * Makes an empty outbox.
     *
     * @param feed how the other processes are told, or null where there are none
     */
    UnsentChanges(SharedWindows windows, @Nullable ChangeFeed feed, CacheCircuitBreaker guard) {
        this.windows = windows;
        this.feed = feed;
        this.guard = guard;
    }

    /** Puts in a change that was committed, at the earliest, at a time. */
    void tell(Change change, long madeAt) {
        if (feed != null) {
            waiting.incrementAndGet(place(change.conversation()));
            changes.add(new QueuedChange(change, madeAt));
            put.incrementAndGet();
        }
    }

    /** Puts in that a conversation may have changed. */
    void doubt(ConversationId id) {
        if (feed != null) {
            waiting.incrementAndGet(place(id));
            doubts.add(id);
            put.incrementAndGet();
        }
    }

    /** Returns whether the shared cache has been told of all that this process knows of a conversation. */
    boolean isEmpty(ConversationId id) {
        return waiting.get(place(id)) == 0;
    }

    /** Returns once everything that was put in before is sent, or found impossible to send. */
    void flush() {
        long last = put.get();
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
        long last = put.get();
        List<QueuedChange> taken = taken(changes);
        List<Change> told = taken.stream().map(QueuedChange::change).toList();
        List<ConversationId> doubted = taken(doubts);
        Set<ConversationId> dropped = new LinkedHashSet<>(doubted);
        windows.apply(told, first(taken));
        windows.drop(dropped);
        told.forEach(change -> waiting.decrementAndGet(place(change.conversation())));
        doubted.forEach(id -> waiting.decrementAndGet(place(id)));
        if (feed != null && !told.isEmpty()) {
            guard.run(() -> feed.publish(told));
        }
        sent = last;
    }

    private static long first(List<QueuedChange> taken) {
        long first = taken.isEmpty() ? 0 : taken.get(0).madeAt;
        for (QueuedChange told : taken) {
            first = told.madeAt - first < 0 ? told.madeAt : first;
        }
        return first;
    }

    private static <T> List<T> taken(Queue<T> queue) {
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
