package dev.chatstore.core.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.spi.Settings;
import dev.chatstore.testkit.Racers;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class CacheCircuitBreakerTest {
    private static final int THREADS = 8;
    private static final int CALLS = 3_000;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final CacheCircuitBreaker breaker =
            new CacheCircuitBreaker(new Settings(Map.of("cache.retry", "1ms")), System::nanoTime, new Random(42));

    static Stream<Throwable> failures() {
        return Stream.of(
                new UnsatisfiedLinkError("no native library"),
                new NoClassDefFoundError("com/example/Missing"),
                new ExceptionInInitializerError(),
                new OutOfMemoryError("Java heap space"),
                new StackOverflowError(),
                new AssertionError(),
                new IOException("sneaky"),
                new IllegalStateException());
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whateverACallThrowsIsAFailureOfTheCache(Throwable failure) {
        for (int i = 0; i < 3; i++) {
            assertThat(breaker.call(() -> sneaky(failure), "otherwise")).isEqualTo("otherwise");
            assertThat(breaker.trouble()).isNotNull();
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> String sneaky(Throwable failure) throws E {
        throw (E) failure;
    }

    /**
     * The library behind it forgets the pause if the result of a call is recorded late, and then took one of a minute.
     */
    @RepeatedTest(20)
    void itIsTriedAgainAfterTheLongestPauseAtTheLatest() {
        Racers.all(THREADS, number -> {
            SplittableRandom random = new SplittableRandom(number);
            for (int i = 0; i < CALLS; i++) {
                boolean fails = random.nextInt(3) > 0;
                breaker.run(() -> {
                    if (fails) {
                        throw new IllegalStateException("failed");
                    }
                });
            }
            return number;
        });
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (!breaker.run(() -> {})) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
