package dev.chatstore.redis.client;

import dev.chatstore.api.UnavailableException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The time until which calls that began together are retried, and the last error of one of them. For one thread. */
final class RetryDeadline {
    private final long endNanos;
    private @Nullable UnavailableException lastError;

    private RetryDeadline(long endNanos) {
        this.endNanos = endNanos;
    }

    static RetryDeadline in(Duration timeout) {
        return new RetryDeadline(System.nanoTime() + timeout.toNanos());
    }

    boolean hasPassed() {
        return System.nanoTime() - endNanos > 0;
    }

    /** Records the error that ended the retries of one call, and returns it. */
    UnavailableException failed(UnavailableException error) {
        lastError = error;
        return error;
    }

    /** Throws the error of another call if the deadline has passed: otherwise the time-outs of all calls would add up. */
    void check() {
        UnavailableException error = lastError;
        if (error != null && hasPassed()) {
            throw error;
        }
    }
}
