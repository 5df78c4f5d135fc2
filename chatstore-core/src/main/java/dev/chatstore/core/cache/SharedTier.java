package dev.chatstore.core.cache;

import dev.chatstore.api.spi.ChangeFeed;
import dev.chatstore.api.spi.SharedCache;
import dev.chatstore.core.backend.Backoff;
import dev.chatstore.core.operations.Health;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The cache that processes share, or its absence, behind a circuit breaker: its conversations, its sessions, the
 * changes it has not received yet, and the feed of other processes' changes. Safe for use by several threads.
 */
public final class SharedTier implements AutoCloseable {
    /** The name of the shared cache in a health report. */
    public static final String SHARED = "shared";

    private final @Nullable SharedCache cache;
    private final CacheCircuitBreaker breaker;
    private final SharedWindows windows;
    private final SharedSessions sessions;
    private final UnsentChanges unsent;

    /**
     * Creates the tier.
     *
     * @param cache the shared cache, or null if there is none
     * @param backoff the pauses of a reader that waits while another process loads a conversation
     */
    public SharedTier(@Nullable SharedCache cache, CacheCircuitBreaker breaker, Backoff backoff, LongSupplier nanos) {
        this.cache = cache;
        this.breaker = breaker;
        windows = new SharedWindows(cache == null ? null : cache.conversations(), breaker, nanos, backoff);
        sessions = new SharedSessions(cache == null ? new DisabledSessionCache() : cache.sessions(), breaker, nanos);
        unsent = new UnsentChanges(windows, cache, breaker);
    }

    /** Returns whether a shared cache is configured, reachable or not. */
    public boolean exists() {
        return cache != null;
    }

    SharedWindows windows() {
        return windows;
    }

    SharedSessions sessions() {
        return sessions;
    }

    UnsentChanges unsent() {
        return unsent;
    }

    /** Begins to receive the changes of other processes, if there is a shared cache. */
    public void receive(ChangeFeed.Receiver receiver) {
        if (cache != null) {
            cache.feed().receive(receiver);
        }
    }

    /** Calls the shared cache, which must exist, and returns its health. */
    public Health.Part health() {
        return new SharedTierHealth(Objects.requireNonNull(cache), breaker).shared();
    }

    /** Returns the health of the feed of the shared cache, which must exist, without a call. */
    public Health.Part feedHealth() {
        return new SharedTierHealth(Objects.requireNonNull(cache), breaker).feed();
    }

    /** Closes the shared cache. */
    @Override
    public void close() {
        if (cache != null) {
            cache.close();
        }
    }
}
