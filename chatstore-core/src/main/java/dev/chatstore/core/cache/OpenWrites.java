package dev.chatstore.core.cache;

import dev.chatstore.api.ConversationId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/**
 * The start times of the running writes. A write commits after its start: a window that its change moves forward is
 * known to be current at that time, however late the change is reported. Safe for use by several threads.
 */
final class OpenWrites {
    private final ConcurrentMap<ConversationId, Deque<Long>> starts = new ConcurrentHashMap<>();
    private final LongSupplier nanos;

    OpenWrites(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Records the start of a write of a conversation, and returns its time. */
    long begin(ConversationId id) {
        long now = nanos.getAsLong();
        starts.compute(id, (any, running) -> {
            Deque<Long> all = running == null ? new ArrayDeque<>(2) : running;
            all.addLast(now);
            return all;
        });
        return now;
    }

    /** Records the end of a write that started at a time. */
    void end(ConversationId id, long start) {
        starts.computeIfPresent(id, (any, running) -> {
            running.removeFirstOccurrence(start);
            return running.isEmpty() ? null : running;
        });
    }

    /** Returns the start time of a conversation's oldest running write, or the current time if there is none. */
    long oldest(ConversationId id) {
        long[] oldest = {nanos.getAsLong()};
        starts.computeIfPresent(id, (any, running) -> {
            for (long start : running) {
                oldest[0] = start - oldest[0] < 0 ? start : oldest[0];
            }
            return running;
        });
        return oldest[0];
    }
}
