package dev.chatstore.core.backend;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/**
 * The pauses of exponential backoff: each is drawn at random below a bound that doubles from one millisecond up to the
 * longest pause. An interrupt ends a pause early and stays set. Safe for use by several threads.
 */
public final class Backoff {
    private static final long FIRST_NANOS = Duration.ofMillis(1).toNanos();

    private final long longestNanos;
    private final RandomGenerator random;

    /** Creates pauses of at most that length. */
    public Backoff(Duration longest, RandomGenerator random) {
        this.longestNanos = longest.toNanos();
        this.random = random;
    }

    /** Blocks the thread after the given number of failures, 1 for the first. */
    public void pause(int failures) {
        long bound = Math.min(longestNanos, FIRST_NANOS << Math.min(failures - 1, 40));
        LockSupport.parkNanos(random.nextLong(bound) + 1);
    }
}
