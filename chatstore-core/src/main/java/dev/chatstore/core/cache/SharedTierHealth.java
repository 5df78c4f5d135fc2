package dev.chatstore.core.cache;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.ConversationCache;
import dev.chatstore.api.spi.SharedCache;
import dev.chatstore.core.operations.Health;
import org.jspecify.annotations.Nullable;

/** Checks the health of a shared cache. */
final class SharedTierHealth {
    /** A conversation that does not exist. */
    private static final ConversationId PROBE = ConversationId.of("dev.chatstore", "health");

    /**
     * A ticket that was never given, so that the call has no effect. With no ticket at all a cache need not call its
     * server.
     */
    private static final long UNKNOWN_TICKET = ConversationCache.NO_TICKET + 1;

    private final SharedCache cache;
    private final CacheCircuitBreaker breaker;

    SharedTierHealth(SharedCache cache, CacheCircuitBreaker breaker) {
        this.cache = cache;
        this.breaker = breaker;
    }

    /** Calls the cache, and returns its health. */
    Health.Part shared() {
        // In an idle process no other call would find out that the cache is away, or is back.
        breaker.run(() -> cache.conversations().confirm(UNKNOWN_TICKET, PROBE, 0));
        return part(SharedTier.SHARED, breaker.trouble());
    }

    /** Returns the health of the feed, without a call. */
    Health.Part feed() {
        return part("feed", cache.feed().isHearing() ? null : "changes of other processes are not received");
    }

    private static Health.Part part(String name, @Nullable String trouble) {
        return new Health.Part(name, trouble == null ? Health.State.UP : Health.State.DEGRADED, trouble);
    }
}
