package dev.chatstore.core.tier;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Tries something until it is so. */
final class UntilTrue {
    private UntilTrue() {}

    /**
     * Tries again and again.
     *
     * @throws AssertionError if it is not so in time
     */
    static void within(Duration time, BooleanSupplier attempt) {
        long end = System.nanoTime() + time.toNanos();
        while (!attempt.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("it was not so within " + time);
            }
            Thread.onSpinWait();
        }
    }
}
