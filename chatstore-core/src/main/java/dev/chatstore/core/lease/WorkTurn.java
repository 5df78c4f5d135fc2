package dev.chatstore.core.lease;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The right of a run to make its next step: nobody has stopped it, and no other process has taken over. For one thread. */
public final class WorkTurn {
    /** How long a run may stand still before another process takes over. */
    public static final Duration LEASE = Duration.ofMinutes(5);

    private static final long RENEWED_AFTER = LEASE.dividedBy(5).toNanos();

    private final BooleanSupplier stopped;
    private final @Nullable StoreLease lease;
    private final LongSupplier nanos;
    private long renewedAt;

    /**
     * Begins the turn of a run.
     *
     * @param lease the lease on the work, which was just taken, or null for a run that changes nothing
     */
    public WorkTurn(BooleanSupplier stopped, @Nullable StoreLease lease, LongSupplier nanos) {
        this.stopped = stopped;
        this.lease = lease;
        this.nanos = nanos;
        renewedAt = nanos.getAsLong();
    }

    /**
     * Returns if the run may make its next step.
     *
     * @throws StoppedException if it may not
     */
    public void check() {
        if (stopped.getAsBoolean() || Thread.currentThread().isInterrupted() || !isHeld()) {
            throw new StoppedException();
        }
    }

    private boolean isHeld() {
        long now = nanos.getAsLong();
        if (lease == null || now - renewedAt < RENEWED_AFTER) {
            return true;
        }
        renewedAt = now;
        return lease.renew();
    }
}
