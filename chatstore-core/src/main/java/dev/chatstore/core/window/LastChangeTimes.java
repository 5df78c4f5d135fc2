package dev.chatstore.core.window;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/**
 * Remembers when this process last saw a conversation or session change, after it has forgotten the version. What the
 * shared cache has is used only if it was known to be current after that time, so that a process never reads backwards.
 *
 * <p>All share a fixed number of places. Two in one place cost a read of the durable store now and then; the
 * memory does not depend on their number. Safe for use by several threads.
 *
 * @param <K> the id of a conversation or session
 */
public final class LastChangeTimes<K> {
    private static final int PLACES = 1 << 15;

    private final AtomicLongArray times = new AtomicLongArray(PLACES);
    private final LongSupplier nanos;

    /** Creates an empty memory. */
    public LastChangeTimes(LongSupplier nanos) {
        this.nanos = nanos;
        long before = nanos.getAsLong() - Long.MAX_VALUE / 2;
        for (int i = 0; i < PLACES; i++) {
            times.setPlain(i, before);
        }
    }

    /** Records that a conversation or session has changed just now, or may have. */
    public void record(K id) {
        record(id, nanos.getAsLong());
    }

    /** Records that a conversation or session changed at a time. */
    public void record(K id, long time) {
        times.accumulateAndGet(place(id), time, (before, now) -> now - before > 0 ? now : before);
    }

    /** Returns whether a state that was current at a time contains all changes that this process has seen. */
    public boolean isBefore(long time, K id) {
        return time - times.get(place(id)) > 0;
    }

    private static int place(Object id) {
        int hash = id.hashCode() * 0x9E3779B9;
        return hash >>> (Integer.SIZE - 15);
    }
}
