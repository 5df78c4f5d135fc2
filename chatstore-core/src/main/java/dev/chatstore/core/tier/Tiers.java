package dev.chatstore.core.tier;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.ChangeFeed;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.api.spi.SharedCache;
import dev.chatstore.core.backend.Backoff;
import dev.chatstore.core.backend.CommitHub;
import dev.chatstore.core.cache.CacheCircuitBreaker;
import dev.chatstore.core.cache.CacheSettings;
import dev.chatstore.core.cache.SessionCaches;
import dev.chatstore.core.cache.SharedTier;
import dev.chatstore.core.cache.WindowCaches;
import dev.chatstore.core.coherence.CoherenceCheck;
import dev.chatstore.core.operations.Caches;
import dev.chatstore.core.window.CaffeineWindows;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Puts caches in front of a backend, as settings describe them: this process's own, the shared cache, both or none. */
public final class Tiers {
    private static final Duration LONGEST_WAIT = Duration.ofMillis(10);

    private final Settings settings;
    private final @Nullable InstantSource expiryClock;
    private final LongSupplier nanos;
    private final RandomGenerator random;

    /**
     * Creates the assembly.
     *
     * @param expiryClock the clock by which sessions expire, if a test controls it; null for the durable store's
     * @param nanos the time by which cache entries age, in nanoseconds; it never goes back
     * @param random the source of randomness, safe for use by several threads
     */
    public Tiers(Settings settings, @Nullable InstantSource expiryClock, LongSupplier nanos, RandomGenerator random) {
        this.settings = settings;
        this.expiryClock = expiryClock;
        this.nanos = nanos;
        this.random = random;
    }

    /**
     * Returns a backend with the caches in front. To be called before the first write.
     *
     * @param cache the shared cache, or null if there is none
     * @param commits reports what the durable backend commits; the caches join it
     * @param listeners are notified of the changes of other processes, after the caches
     */
    public TieredBackend around(
            Backend durable, @Nullable SharedCache cache, CommitHub commits, ChangeFeed.Receiver listeners) {
        CacheCircuitBreaker breaker = new CacheCircuitBreaker(settings, nanos, random);
        SharedTier shared = new SharedTier(cache, breaker, new Backoff(LONGEST_WAIT, random), nanos);
        if (!CacheSettings.askForAny(settings)) {
            Caches caches = new DisabledCaches();
            Warmup idle = new Warmup(durable.chats(), caches, settings, nanos);
            return new TieredBackend(
                    durable,
                    durable.chats(),
                    durable.loader(),
                    (id, sequence, withId) -> durable.messageErasure().erase(id, sequence, withId),
                    durable.sessions(),
                    caches,
                    shared,
                    idle);
        }
        WindowCaches windows = new WindowCaches(bounds(), shared, nanos);
        SessionCaches sessions = new SessionCaches(settings.get(CacheSettings.SESSION_BYTES), shared, nanos);
        WindowLoader loader =
                new WindowLoader(durable.chats(), windows.process().maxMessages(), nanos);
        CachedReads reads = new CachedReads(windows, loader, bound());
        CoherenceCheck check = new CoherenceCheck(durable.chats(), windows, bound());
        FeedReceiver feed = new FeedReceiver(windows, listeners);
        Caches caches = new TieredCaches(windows, sessions, reads, check, feed);
        Warmup warmup = new Warmup(durable.chats(), caches, settings, nanos);
        commits.join(windows::applyOwn);
        shared.receive(feed);
        warmup.start();
        return new TieredBackend(
                durable,
                chats(durable.chats(), windows, reads, loader),
                new TieredLoader(durable.loader(), windows),
                new TieredErasure(durable, windows),
                sessions(durable.sessions(), sessions),
                caches,
                shared,
                warmup);
    }

    private CaffeineWindows.Bounds bounds() {
        return new CaffeineWindows.Bounds(
                settings.get(CacheSettings.BYTES),
                settings.get(CacheSettings.CONVERSATIONS),
                settings.get(CacheSettings.MESSAGES));
    }

    private Duration bound() {
        return settings.get(CacheSettings.MAX_STALENESS);
    }

    private ChatStore chats(ChatStore durable, WindowCaches windows, CachedReads reads, WindowLoader loader) {
        return windows.process().isDisabled() && !windows.shared().exists()
                ? durable
                : new TieredChatStore(
                        durable,
                        windows,
                        reads,
                        new LatestChatStore(durable, windows, loader),
                        settings.get(CacheSettings.WHEN_DOWN));
    }

    private SessionBackend sessions(SessionBackend durable, SessionCaches caches) {
        return caches.isEnabled() ? new TieredSessionBackend(durable, caches, expiryClock, nanos, bound()) : durable;
    }
}
