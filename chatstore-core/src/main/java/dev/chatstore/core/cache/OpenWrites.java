package dev.chatstore.core.cache;

import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * The start times of the running writes. A write commits after its start: a window that its change moves forward is
 * known to be current at that time, however late the change is reported. Safe for use by several threads.
 */
final class OpenWrites {
    /** More are forgotten, which costs a read. */
    private static final int MAX_COMMITTED = 100;

    private final ConcurrentMap<ConversationId, Running> writes = new ConcurrentHashMap<>();
    private final LongSupplier nanos;

    /** The running writes of a conversation, and the changes committed meanwhile. Accessed within the map's steps only. */
    private static final class Running {
        final Deque<Long> starts = new ArrayDeque<>(2);
        final Deque<Change> committed = new ArrayDeque<>(2);
    }

    OpenWrites(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Records the start of a write of a conversation, and returns its time. */
    long begin(ConversationId id) {
        long now = nanos.getAsLong();
        writes.compute(id, (any, running) -> {
            Running all = running == null ? new Running() : running;
            all.starts.addLast(now);
            return all;
        });
        return now;
    }

    /** Records the end of a write that started at a time. */
    void end(ConversationId id, long start) {
        writes.computeIfPresent(id, (any, running) -> {
            running.starts.removeFirstOccurrence(start);
            return running.starts.isEmpty() ? null : running;
        });
    }

    /** Records a change of a running write, unless it appended: receipts tell by themselves what they made. */
    void commit(Change change) {
        if (change instanceof Change.Appended) {
            return;
        }
        writes.computeIfPresent(change.conversation(), (any, running) -> {
            running.committed.addLast(change);
            if (running.committed.size() > MAX_COMMITTED) {
                running.committed.removeFirst();
            }
            return running;
        });
    }

    /** Returns whether a change that was committed during the running writes of a conversation meets a condition. */
    boolean hasCommitted(ConversationId id, Predicate<Change> condition) {
        boolean[] found = new boolean[1];
        writes.computeIfPresent(id, (any, running) -> {
            found[0] = running.committed.stream().anyMatch(condition);
            return running;
        });
        return found[0];
    }

    /** Returns the start time of a conversation's oldest running write, or the current time if there is none. */
    long oldest(ConversationId id) {
        long[] oldest = {nanos.getAsLong()};
        writes.computeIfPresent(id, (any, running) -> {
            for (long start : running.starts) {
                oldest[0] = start - oldest[0] < 0 ? start : oldest[0];
            }
            return running;
        });
        return oldest[0];
    }
}
