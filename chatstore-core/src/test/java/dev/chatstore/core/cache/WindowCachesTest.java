package dev.chatstore.core.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.ConversationWindow;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.core.backend.Backoff;
import dev.chatstore.core.window.CachedWindow;
import dev.chatstore.core.window.CaffeineWindows;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WindowCachesTest {
    private static final CachedWindow BEFORE =
            CachedWindow.of(ConversationWindow.absent(ConversationId.of("kari")), 5, 0);

    private final ConversationId id = ConversationId.of("kari");
    private final CountDownLatch applied = new CountDownLatch(1);
    private Runnable whileApplying = () -> {};
    private final LongSupplier nanos = () -> {
        whileApplying.run();
        return 1;
    };
    private final WindowCaches caches = new WindowCaches(
            new CaffeineWindows.Bounds(1 << 20, 100, 5),
            new SharedTier(
                    null,
                    new CacheCircuitBreaker(new Settings(Map.of()), nanos, new Random(1)),
                    new Backoff(Duration.ofMillis(1), new Random(1)),
                    nanos),
            nanos);

    @Test
    void afterAnOwnChangeNoLoadIsJoinedThatBeganWhileItWasApplied() throws InterruptedException {
        // The first reading of the time is the start of the write.
        assertNotJoined(caches::applyOwn, 2);
    }

    @Test
    void afterAForeignChangeNoLoadIsJoinedThatBeganWhileItWasApplied() throws InterruptedException {
        assertNotJoined(caches::applyForeign, 1);
    }

    /** Starts a load at the given reading of the time, which the process's cache takes in the middle of its step. */
    private void assertNotJoined(Consumer<Change> apply, int reading) throws InterruptedException {
        assertThat(caches.process().fill(caches.process().ticket(id), ConversationWindow.absent(id)))
                .isTrue();
        caches.applyOwn(new Change.Removed(id, 6));
        CountDownLatch begun = new CountDownLatch(1);
        Thread load = new Thread(() -> caches.load(id, () -> {
            begun.countDown();
            await(applied);
            return BEFORE;
        }));
        AtomicInteger readings = new AtomicInteger();
        whileApplying = () -> {
            if (readings.incrementAndGet() == reading) {
                load.start();
                await(begun);
            }
        };
        apply.accept(new Change.Removed(id, 7));
        assertThat(readings).hasValue(reading);
        CachedWindow after = CachedWindow.of(ConversationWindow.absent(id), 5, 1);
        try {
            assertThat(caches.load(id, () -> after)).isSameAs(after);
        } finally {
            applied.countDown();
            load.join();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
