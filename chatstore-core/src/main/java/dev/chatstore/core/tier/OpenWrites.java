package dev.chatstore.core.tier;

import dev.chatstore.api.ConversationId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/**
 * When the writes that are under way began. What a write has made, it has made since then: that is how new a window can be
 * said to be which its change brings forward, however late the change is told.
 */
final class OpenWrites {
    private final ConcurrentMap<ConversationId, Deque<Long>> starts = new ConcurrentHashMap<>();
    private final LongSupplier nanos;

    OpenWrites(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Notes that a write of a conversation begins, and returns when. */
    long begin(ConversationId id) {
        long now = nanos.getAsLong();
        starts.compute(id, (any, running) -> {
            Deque<Long> all = running == null ? new ArrayDeque<>(2) : running;
            all.addLast(now);
            return all;
        });
        return now;
    }

    /** Notes that a write has ended which began at a time. */
    void end(ConversationId id, long start) {
        starts.computeIfPresent(id, (any, running) -> {
            running.removeFirstOccurrence(start);
            return running.isEmpty() ? null : running;
        });
    }

    /** Returns when the oldest write of a conversation that is under way began; now if there is none. */
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
