package dev.chatstore.core.cache;

import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.core.backend.OutageLog;
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
 * Calls the shared cache, which the stores can do without: an exception, an error or a slow answer never reaches the
 * caller, and after repeated failures calls are suspended for a pause. The pauses double from 100 ms up to the longest,
 * each drawn at random from the upper half, until a call succeeds. Safe for use by several threads.
 */
public final class CacheCircuitBreaker {
    private static final Logger LOG = LoggerFactory.getLogger(CacheCircuitBreaker.class);
    private static final int FAILURES = 3;
    private static final int CALLS = 10;
    private static final long FIRST_PAUSE = Duration.ofMillis(100).toNanos();

    private final CircuitBreaker<Object> breaker;
    private final FailsafeExecutor<Object> executor;
    private final AtomicInteger openings = new AtomicInteger();
    private final LongSupplier nanos;
    private final OutageLog outage;
    private final long slow;
    private volatile @Nullable String reason;

    /** Creates a closed circuit breaker, which lets calls through. */
    public CacheCircuitBreaker(Settings settings, LongSupplier nanos, RandomGenerator random) {
        this.slow = settings.get(CacheSettings.SLOW).toNanos();
        this.nanos = nanos;
        outage = OutageLog.of("the shared cache", 1, nanos);
        long longestPause = settings.get(CacheSettings.RETRY).toNanos();
        breaker = CircuitBreaker.<Object>builder()
                .withFailureThreshold(FAILURES, CALLS)
                .withSuccessThreshold(1)
                // The library takes this pause if a result that is recorded late opens the breaker.
                .withDelay(Duration.ofNanos(longestPause))
                .withDelayFn(context -> pause(longestPause, random))
                .onOpen(event -> outage.failed(reason))
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
        outage.succeeded();
    }

    /** Returns the result of a call, or the other value if the call fails, is too slow or is suspended. */
    <T> T call(Supplier<T> call, T otherwise) {
        try {
            T result = executor.get(() -> inTime(call));
            if (reason != null && breaker.isClosed()) {
                reason = null;
            }
            return result;
        } catch (CircuitBreakerOpenException e) {
            return otherwise;
        } catch (RuntimeException | Error e) {
            // Errors too: a class of a library that is missing, or a value that takes too much memory, is a failure of
            // the cache. The message of an exception of another library may quote what users wrote.
            reason = e instanceof ChatStoreException
                    ? e.getMessage()
                    : e.getClass().getName();
            LOG.debug("a call of the shared cache failed: {}", reason);
            return otherwise;
        }
    }

    /** Runs a call, and returns whether it succeeded in time. */
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
            throw UnavailableException.notDone(
                    "the shared cache took " + Duration.ofNanos(taken).toMillis() + " ms to answer", true, null);
        }
        return result;
    }

    /** Returns the reason of the last call's failure or of the suspension, or null if calls succeed. */
    @Nullable String trouble() {
        String why = reason;
        return why != null || breaker.isClosed() ? why : "calls are suspended after failures";
    }
}
