package dev.chatstore.core.tier;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Repeats an attempt until it succeeds. */
final class Await {
    private Await() {}

    /**
     * Repeats an attempt.
     *
     * @throws AssertionError if none succeeds in time
     */
    static void within(Duration time, BooleanSupplier attempt) {
        long end = System.nanoTime() + time.toNanos();
        while (!attempt.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("no attempt succeeded within " + time);
            }
            Thread.onSpinWait();
        }
    }
}
