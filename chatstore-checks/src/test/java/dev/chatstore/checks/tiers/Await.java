package dev.chatstore.checks.tiers;

import dev.chatstore.testkit.Polling;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for a condition that must become true. */
final class Await {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private Await() {}

    /** Waits until the condition is true, and returns the duration of the wait. */
    static Duration until(String what, BooleanSupplier condition) {
        long start = System.nanoTime();
        if (!Polling.until(LIMIT, condition)) {
            throw new AssertionError("not within " + LIMIT + ": " + what);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Waits for that time. */
    static void pass(Duration time) {
        long start = System.nanoTime();
        until("time to pass", () -> System.nanoTime() - start > time.toNanos());
    }
}
