package dev.chatstore.core.lease;

import dev.chatstore.api.ConflictException;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.SessionWrite;
import dev.chatstore.api.spi.StoredSession;
import java.time.Duration;
import java.util.Optional;

/**
 * The right to do a certain work alone among all processes that have a store open, for a time by the store's clock. It is a
 * session in the store, so that every backend has it, and a process that has died loses it by itself. For one thread.
 *
 * <p>A process that stood still for longer than the time may go on for one step after another one has taken over: each step
 * must be harmless if it is made twice.
 */
public final class StoreLease implements AutoCloseable {
    /** The tenant of what the library keeps for itself in a store. */
    public static final String TENANT = "chatstore.system";

    /** The work of retention. */
    public static final String RETENTION = "retention";

    private static final String NAME = "leases";

    private final SessionBackend sessions;
    private final Duration time;
    private StoredSession held;

    private StoreLease(SessionBackend sessions, Duration time, StoredSession held) {
        this.sessions = sessions;
        this.time = time;
        this.held = held;
    }

    /**
     * Takes the lease on a work if nobody has it. Cost: one statement or script, and one more to find who has it.
     *
     * @param work the name of the work, such as {@code retention}
     * @param time the time after which the lease ends unless it is {@linkplain #renew() renewed}
     * @return the lease, or empty if another process or thread has it
     * @throws UnavailableException if the store is out of reach
     */
    public static Optional<StoreLease> take(SessionBackend sessions, String work, Duration time) {
        SessionId id = new SessionId(TENANT, NAME, work);
        try {
            return Optional.of(
                    new StoreLease(sessions, time, sessions.compareAndSet(id, 0, new SessionWrite("{}", null, time))));
        } catch (ConflictException e) {
            return Optional.empty();
        }
    }

    /** Extends the lease to its full time from now, and returns whether it is still held. Cost: one statement or script. */
    public boolean renew() {
        try {
            held = sessions.confirm(held, time);
            return true;
        } catch (ConflictException e) {
            return false;
        }
    }

    /** Gives the lease back if it is still held. Throws nothing if the store is out of reach: the lease ends by itself. */
    @Override
    public void close() {
        try {
            if (renew()) {
                sessions.delete(held.id());
            }
        } catch (UnavailableException e) {
            // Another process takes it when its time is over.
        }
    }
}
