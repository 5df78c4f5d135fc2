package dev.chatstore.redis.client;

import dev.chatstore.api.UnavailableException;
import dev.chatstore.core.backend.DeferredInterrupt;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisException;

/**
 * What calls that began together share: the time until which they are retried, the last error of one of them, and the
 * interrupts that wait for their end. For one thread.
 */
final class RetryScope implements AutoCloseable {
    private final DeferredInterrupt interrupt = DeferredInterrupt.begin();
    private final long endNanos;
    private @Nullable UnavailableException lastError;

    private RetryScope(long endNanos) {
        this.endNanos = endNanos;
    }

    static RetryScope begin(Duration timeout) {
        return new RetryScope(System.nanoTime() + timeout.toNanos());
    }

    boolean isOver() {
        return System.nanoTime() - endNanos > 0;
    }

    /** Records the error that ended the retries of one call, and returns it. */
    UnavailableException failed(UnavailableException error) {
        lastError = error;
        return error;
    }

    /**
     * Throws an error like that of another call if the time is over: otherwise the time-outs of all calls would add up.
     *
     * @param mayBeDone whether the call was sent before, and may have taken effect
     */
    void check(boolean mayBeDone) {
        UnavailableException error = lastError;
        if (error != null && isOver()) {
            String message = String.valueOf(error.getMessage());
            throw mayBeDone
                    ? UnavailableException.maybeDone(message, error.retryable(), error)
                    : UnavailableException.notDone(message, error.retryable(), error);
        }
    }

    /** Returns whether an interrupt caused an error, and defers the interrupt. */
    boolean defer(JedisException error) {
        interrupt.defer();
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException) {
                interrupt.caught();
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        interrupt.close();
    }
}
