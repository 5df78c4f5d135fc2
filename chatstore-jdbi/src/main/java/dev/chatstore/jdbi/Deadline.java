package dev.chatstore.jdbi;

import java.time.Duration;

/**
 * Until when something is tried again, by the monotonic time. The last try may begin right before and end later.
 *
 * @param nanos after which nothing is tried again
 * @param busyNanos after which nothing is that others are in the way of
 */
record Deadline(long nanos, long busyNanos) {
    /** How small a part of the time a group is tried in, when others are in the way of one of its members. */
    private static final int PART_OF_GROUP = 10;

    static Deadline in(Duration timeout) {
        long nanos = System.nanoTime() + timeout.toNanos();
        return new Deadline(nanos, nanos);
    }

    /** Returns the deadline of a group, which leaves most of the time to its members one by one. */
    Deadline ofGroup() {
        return new Deadline(nanos, nanos - left() / PART_OF_GROUP * (PART_OF_GROUP - 1));
    }

    /** Returns the deadline for one of several that share the time that is left. */
    Deadline ofOneIn(int count) {
        long end = System.nanoTime() + left() / count;
        return new Deadline(end, end);
    }

    boolean isOver() {
        return left() == 0;
    }

    boolean isOverForTheBusy() {
        return busyNanos - System.nanoTime() <= 0;
    }

    private long left() {
        return Math.max(0, nanos - System.nanoTime());
    }
}
