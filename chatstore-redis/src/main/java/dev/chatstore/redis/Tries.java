package dev.chatstore.redis;

import dev.chatstore.api.UnavailableException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Until when some calls are tried again that were begun together, and what the last one failed with. Used by one thread. */
final class Tries {
    private final long endNanos;
    private @Nullable UnavailableException failed;

    private Tries(long endNanos) {
        this.endNanos = endNanos;
    }

    static Tries within(Duration timeout) {
        return new Tries(System.nanoTime() + timeout.toNanos());
    }

    boolean isOver() {
        return System.nanoTime() - endNanos > 0;
    }

    /** Takes note of an error that ends the tries of one call, and returns it. */
    UnavailableException failed(UnavailableException error) {
        failed = error;
        return error;
    }

    /** Throws what another call failed with, if the time is over: that of all would add up otherwise. */
    void checkWorthwhile() {
        UnavailableException error = failed;
        if (error != null && isOver()) {
            throw error;
        }
    }
}
