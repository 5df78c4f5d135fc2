package dev.chatstore.core.tier;

import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Lets calls hang, as those to a server that stands still. */
final class Hanging {
    private Hanging() {}

    static void await(@Nullable CountDownLatch latch) {
        try {
            if (latch != null) {
                latch.await();
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while hanging", e);
        }
    }
}
