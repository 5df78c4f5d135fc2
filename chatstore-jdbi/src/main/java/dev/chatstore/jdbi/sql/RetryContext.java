package dev.chatstore.jdbi.sql;

import java.time.Duration;
import java.time.Instant;

/**
 * The state of work that may take several transactions, each with several attempts: the deadline for retries, and
 * whether a commit may have taken effect. The last attempt may begin right before the deadline. Not safe for use by
 * several threads.
 */
public final class RetryContext {
    /** A group that meets contention is retried for this fraction of its time; its members get the rest. */
    private static final int FRACTION_FOR_GROUP = 10;

    private final Instant time;
    private final long endNanos;
    private final long contentionEndNanos;
    private final boolean preparation;
    private boolean mayBeCommitted;

    private RetryContext(Instant time, long endNanos, long contentionEndNanos, boolean preparation) {
        this.time = time;
        this.endNanos = endNanos;
        this.contentionEndNanos = contentionEndNanos;
        this.preparation = preparation;
    }

    static RetryContext within(Duration timeout, Instant time) {
        long end = System.nanoTime() + timeout.toNanos();
        return new RetryContext(time, end, end, false);
    }

    /** Returns the context of a group, which leaves most of the time for its members one by one. */
    public RetryContext ofGroup() {
        return new RetryContext(
                time, endNanos, endNanos - leftNanos() / FRACTION_FOR_GROUP * (FRACTION_FOR_GROUP - 1), false);
    }

    /** Returns the context of one of several members that share the remaining time. */
    public RetryContext ofOneIn(int count) {
        long end = System.nanoTime() + leftNanos() / count;
        return new RetryContext(time, end, end, false);
    }

    /** Returns a context with the same deadlines for preparatory work, whose lost replies leave the outcome known. */
    public RetryContext ofPreparation() {
        RetryContext context = new RetryContext(time, endNanos, contentionEndNanos, true);
        context.mayBeCommitted = mayBeCommitted;
        return context;
    }

    /** Returns whether the work only prepares other work, so that it does not matter whether it was committed. */
    boolean isPreparation() {
        return preparation;
    }

    /** Returns the time that is stored with written rows, the same in every attempt. */
    public Instant time() {
        return time;
    }

    /** Returns whether the deadline has passed. */
    public boolean isOver() {
        return leftNanos() == 0;
    }

    /** Returns whether the deadline for retries after contention has passed. */
    boolean isOverForContention() {
        return contentionEndNanos - System.nanoTime() <= 0;
    }

    private long leftNanos() {
        return Math.max(0, endNanos - System.nanoTime());
    }

    /** Records that the reply to a commit was lost. */
    void lostReply() {
        mayBeCommitted = true;
    }

    /** Returns whether an earlier attempt may have been committed although its reply was lost. */
    public boolean mayBeCommitted() {
        return mayBeCommitted;
    }
}
