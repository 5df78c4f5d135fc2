package dev.chatstore.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for an effect that another thread, process or server has in its own time. */
public final class Polling {
    private static final Duration INTERVAL = Duration.ofMillis(2);

    private Polling() {}

    /** Checks the condition every few milliseconds, and returns whether it became true within the limit. */
    public static boolean until(Duration limit, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > limit.toNanos()) {
                return false;
            }
            LockSupport.parkNanos(INTERVAL.toNanos());
        }
        return true;
    }
}
