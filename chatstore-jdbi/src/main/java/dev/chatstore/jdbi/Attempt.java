package dev.chatstore.jdbi;

import java.time.Duration;
import java.time.Instant;

/**
 * How some work goes that may take several tries and several transactions: until when it is tried again, by the
 * monotonic time, and whether it may have been done already. The last try may begin right before its end. Used by one
 * thread.
 */
final class Attempt {
    /** How small a part of the time a group is tried in, when others are in the way of one of its members. */
    private static final int PART_OF_GROUP = 10;

    private final Instant time;
    private final long endNanos;
    private final long busyEndNanos;
    private boolean mayBeDone;

    private Attempt(Instant time, long endNanos, long busyEndNanos) {
        this.time = time;
        this.endNanos = endNanos;
        this.busyEndNanos = busyEndNanos;
    }

    static Attempt within(Duration timeout, Instant time) {
        long end = System.nanoTime() + timeout.toNanos();
        return new Attempt(time, end, end);
    }

    /** Returns the attempt of a group, which leaves most of this one's time to its members one by one. */
    Attempt ofGroup() {
        return new Attempt(time, endNanos, endNanos - leftNanos() / PART_OF_GROUP * (PART_OF_GROUP - 1));
    }

    /** Returns the attempt of one of several that share what is left of this one's time. */
    Attempt ofOneIn(int count) {
        long end = System.nanoTime() + leftNanos() / count;
        return new Attempt(time, end, end);
    }

    /** Returns the time that what is written is said to be from, the same for every try. */
    Instant time() {
        return time;
    }

    boolean isOver() {
        return leftNanos() == 0;
    }

    /** Returns whether nothing is tried again that others are in the way of. */
    boolean isOverForTheBusy() {
        return busyEndNanos - System.nanoTime() <= 0;
    }

    private long leftNanos() {
        return Math.max(0, endNanos - System.nanoTime());
    }

    /** Notes that a commit was sent whose reply was lost. */
    void mayBeDoneNow() {
        mayBeDone = true;
    }

    /** Returns whether an earlier try may have been committed although its reply was lost. */
    boolean mayBeDone() {
        return mayBeDone;
    }
}
