package dev.chatstore.testkit.server;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another process does. */
final class Patience {
    private static final Duration STEP = Duration.ofMillis(2);

    private Patience() {}

    /** Returns whether something came true within the limit, looking every few milliseconds. */
    static boolean until(Duration limit, BooleanSupplier isTrue) {
        long start = System.nanoTime();
        while (!isTrue.getAsBoolean()) {
            if (System.nanoTime() - start > limit.toNanos()) {
                return false;
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
        return true;
    }
}
