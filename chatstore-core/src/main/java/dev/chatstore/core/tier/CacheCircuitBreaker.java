package dev.chatstore.core.tier;

import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.UnavailableException;
import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerOpenException;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between the stores and what they can do without: nothing that goes wrong there comes through, and what goes
 * wrong again and again is left alone for a while. The pauses double from a tenth of a second on, each drawn at random
 * from the upper half, until a call succeeds.
 */
final class CacheCircuitBreaker {
    private static final Logger LOG = LoggerFactory.getLogger(CacheCircuitBreaker.class);
    private static final int FAILURES = 3;
    private static final int CALLS = 10;
    private static final long FIRST_PAUSE = Duration.ofMillis(100).toNanos();

    private final CircuitBreaker<Object> breaker;
    private final FailsafeExecutor<Object> executor;
    private final AtomicInteger openings = new AtomicInteger();
    private final LongSupplier nanos;
    private final long slow;
    private volatile @Nullable String reason;

    /**
     * Makes a guard.
     *
     * @param slow a call that takes longer counts as one that failed
     * @param longestPause how long a pause is at most
     */
    CacheCircuitBreaker(Duration slow, Duration longestPause, LongSupplier nanos, RandomGenerator random) {
        this.slow = slow.toNanos();
        this.nanos = nanos;
        breaker = CircuitBreaker.<Object>builder()
                .withFailureThreshold(FAILURES, CALLS)
                .withSuccessThreshold(1)
                .withDelayFn(context -> pause(longestPause.toNanos(), random))
                .onOpen(event -> LOG.warn("the shared cache is left alone for a while: {}", reason))
                .onClose(event -> closed())
                .build();
        executor = Failsafe.with(breaker);
    }

    private Duration pause(long longest, RandomGenerator random) {
        int doublings = Math.min(openings.getAndIncrement(), 30);
        long bound = Math.min(longest, FIRST_PAUSE << doublings);
        return Duration.ofNanos(bound / 2 + random.nextLong(bound / 2 + 1) + 1);
    }

    private void closed() {
        openings.set(0);
        reason = null;
        LOG.info("the shared cache is used again");
    }

    /** Returns what the call returns, or the other value if it fails, takes too long or is not made. */
    <T> T call(Supplier<T> call, T otherwise) {
        try {
            T result = executor.get(() -> inTime(call));
            if (reason != null && breaker.isClosed()) {
                reason = null;
            }
            return result;
        } catch (CircuitBreakerOpenException e) {
            return otherwise;
        } catch (RuntimeException e) {
            // The message of an exception that is not our own may quote what users wrote.
            reason = e instanceof ChatStoreException
                    ? e.getMessage()
                    : e.getClass().getName();
            LOG.debug("a call of the shared cache failed: {}", reason);
            return otherwise;
        }
    }

    /** Makes the call, and returns whether it succeeded in time. */
    boolean run(Runnable call) {
        return call(
                () -> {
                    call.run();
                    return true;
                },
                false);
    }

    private <T> T inTime(Supplier<T> call) {
        long start = nanos.getAsLong();
        T result = call.get();
        long taken = nanos.getAsLong() - start;
        if (taken > slow) {
            throw new UnavailableException(
                    "it took " + Duration.ofNanos(taken).toMillis() + " ms to answer", true, null);
        }
        return result;
    }

    /** Returns why its last call failed or it is left alone, or null if neither is so. */
    @Nullable String trouble() {
        String why = reason;
        return why != null || breaker.isClosed() ? why : "it is left alone for a while";
    }
}
