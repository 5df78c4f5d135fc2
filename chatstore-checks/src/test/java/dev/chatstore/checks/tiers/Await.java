package dev.chatstore.checks.tiers;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for something that is bound to come. */
final class Await {
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Await() {}

    /** Returns once it is so, and how long that took. */
    static Duration until(String what, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new AssertionError("not within " + PATIENCE + ": " + what);
            }
            LockSupport.parkNanos(TICK_NANOS);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Returns after that time. */
    static void pass(Duration time) {
        long start = System.nanoTime();
        until("time to pass", () -> System.nanoTime() - start > time.toNanos());
    }
}
