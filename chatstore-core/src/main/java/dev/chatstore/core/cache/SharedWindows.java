package dev.chatstore.core.cache;

import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.ConversationCache;
import dev.chatstore.api.spi.ConversationCache.Found;
import dev.chatstore.api.spi.ConversationWindow;
import dev.chatstore.core.backend.Backoff;
import dev.chatstore.core.operations.TierStatistics;
import dev.chatstore.core.window.TierCounters;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The shared cache of conversations as one process uses it: its failures are misses, and it is trusted only once it was
 * told everything that this process committed. Safe for use by several threads.
 */
public final class SharedWindows {
    /** The result where the shared cache does not exist, cannot be reached or is not trusted. Compared by identity. */
    public static final Found UNKNOWN = new Found(null, Duration.ZERO, ConversationCache.NO_TICKET);

    /** Longer than any bound, so that the window has to be confirmed before its next use. */
    private static final Duration TOO_OLD = Duration.ofNanos(Long.MAX_VALUE / 2);

    private static final int MAX_PENDING = 10_000;
    private static final int WAITS = 4;

    private final @Nullable ConversationCache cache;
    private final CacheCircuitBreaker breaker;
    private final LongSupplier nanos;
    private final Backoff backoff;
    private final TierCounters counters = new TierCounters();
    private final PendingInvalidations<ConversationId> pending =
            new PendingInvalidations<>(MAX_PENDING, this::distrust);
    private volatile long distrustedAt;

    /**
     * Creates a view of a cache.
     *
     * @param cache the cache, or null if there is none
     * @param backoff the pauses of a reader that waits while another process loads a conversation
     */
    SharedWindows(@Nullable ConversationCache cache, CacheCircuitBreaker breaker, LongSupplier nanos, Backoff backoff) {
        this.cache = cache;
        this.breaker = breaker;
        this.nanos = nanos;
        this.backoff = backoff;
        distrustedAt = nanos.getAsLong() - Long.MAX_VALUE / 2;
    }

    /** Makes every window that the cache holds now be confirmed with the durable store before its next use. */
    void distrust() {
        distrustedAt = nanos.getAsLong();
    }

    /** Returns what the cache holds, after a short wait if another process is loading the conversation. */
    @SuppressWarnings("ReferenceEquality") // UNKNOWN differs from an equal result of a process that waits
    public Found find(ConversationId id) {
        Found found = findNow(id);
        for (int waits = 1; waits <= WAITS && found != UNKNOWN && found.window() == null; waits++) {
            if (found.ticket() != ConversationCache.NO_TICKET) {
                return found;
            }
            backoff.pause(waits + 1);
            found = findNow(id);
        }
        return found;
    }

    /** Returns what the cache holds, without waiting for another process. */
    public Found findNow(ConversationId id) {
        ConversationCache trusted = trusted();
        if (trusted == null) {
            return UNKNOWN;
        }
        long start = nanos.getAsLong();
        Found found = breaker.call(() -> trusted.find(id), UNKNOWN);
        boolean distrusted = start - found.age().toNanos() - distrustedAt <= 0;
        return found.window() != null && distrusted
                ? new Found(found.window(), TOO_OLD, ConversationCache.NO_TICKET)
                : found;
    }

    /** Returns a ticket to fill or confirm with, or {@link ConversationCache#NO_TICKET}. */
    public long ticket(ConversationId id) {
        ConversationCache trusted = trusted();
        return trusted == null
                ? ConversationCache.NO_TICKET
                : breaker.call(() -> trusted.ticket(id), ConversationCache.NO_TICKET);
    }

    /** Caches a window, and returns whether it did. */
    public boolean fill(long ticket, ConversationWindow window) {
        ConversationCache trusted = ticket == ConversationCache.NO_TICKET ? null : trusted();
        if (trusted == null) {
            return false;
        }
        boolean filled = breaker.call(() -> trusted.fill(ticket, window), false);
        if (!filled) {
            counters.fillRefused();
        }
        return filled;
    }

    /** Confirms that the durable store still has a version. */
    public void confirm(long ticket, ConversationId id, long version) {
        ConversationCache trusted = ticket == ConversationCache.NO_TICKET ? null : trusted();
        if (trusted != null) {
            breaker.run(() -> trusted.confirm(ticket, id, version));
        }
    }

    /**
     * Applies changes, in their order.
     *
     * @param madeAt the earliest time at which the first of them was committed
     */
    void apply(List<Change> changes, long madeAt) {
        apply(changes, madeAt, (trusted, age) -> trusted.apply(changes, age));
    }

    /** Applies changes by a call that takes the maximum time since their commit, and may do more than that. */
    void apply(List<Change> changes, long madeAt, BiConsumer<ConversationCache, Duration> call) {
        Set<ConversationId> ids = new HashSet<>();
        changes.forEach(change -> ids.add(change.conversation()));
        update(ids, trusted -> call.accept(trusted, Duration.ofNanos(nanos.getAsLong() - madeAt)));
    }

    /** Drops conversations that may have changed. */
    public void drop(Collection<ConversationId> ids) {
        update(ids, trusted -> trusted.drop(ids));
    }

    private void update(Collection<ConversationId> ids, Consumer<ConversationCache> call) {
        if (ids.isEmpty()) {
            return;
        }
        boolean updated = false;
        try {
            ConversationCache trusted = trusted();
            updated = trusted != null && breaker.run(() -> call.accept(trusted));
        } finally {
            if (!updated) {
                pending.add(ids);
            }
        }
    }

    /** Returns the cache once no invalidation is pending, or null. */
    private @Nullable ConversationCache trusted() {
        ConversationCache existing = cache;
        boolean flushed = existing != null && pending.flush(ids -> breaker.run(() -> existing.drop(ids)));
        return flushed ? existing : null;
    }

    /** Returns whether a shared cache is configured, reachable or not. */
    public boolean exists() {
        return cache != null;
    }

    /** Returns the number of conversations that the shared cache has still to drop. */
    public int pendingInvalidations() {
        return pending.size();
    }

    /** Returns the counters of this cache; its users count hits and misses. */
    public TierCounters counters() {
        return counters;
    }

    /** Returns the counts so far. What the cache holds is known to its server only. */
    public TierStatistics statistics() {
        return counters.statistics(0, 0);
    }
}
