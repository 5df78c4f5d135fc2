package dev.chatstore.core.tier;

import dev.chatstore.api.ConversationId;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/**
 * Remembers when this process last saw a conversation move, after it has forgotten to where: what others say of it counts
 * only if they knew it to be current later than that. So a process never reads backwards.
 *
 * <p>Conversations share a fixed number of places. Two in one place cost a read of the durable store now and then, and no
 * number of them costs more memory.
 */
final class LastChangeTimes {
    private static final int PLACES = 1 << 15;

    private final AtomicLongArray moved = new AtomicLongArray(PLACES);
    private final LongSupplier nanos;

    LastChangeTimes(LongSupplier nanos) {
        this.nanos = nanos;
        long before = nanos.getAsLong() - Long.MAX_VALUE / 2;
        for (int i = 0; i < PLACES; i++) {
            moved.setPlain(i, before);
        }
    }

    /** Notes that a conversation has moved just now, or may have. */
    void moved(ConversationId id) {
        moved(id, nanos.getAsLong());
    }

    /** Notes that a conversation moved at a time. */
    void moved(ConversationId id, long time) {
        moved.accumulateAndGet(place(id), time, (before, now) -> now - before > 0 ? now : before);
    }

    /** Returns whether what was known to be current at a time has all that this process has seen of a conversation. */
    boolean isPast(ConversationId id, long time) {
        return time - moved.get(place(id)) > 0;
    }

    private static int place(ConversationId id) {
        int hash = id.hashCode() * 0x9E3779B9;
        return hash >>> (Integer.SIZE - 15);
    }
}
