package dev.chatstore.core.tier;

import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.ConversationCache;
import dev.chatstore.api.spi.ConversationCache.Found;
import dev.chatstore.api.spi.ConversationWindow;
import dev.chatstore.core.backend.Backoff;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The shared cache as a process sees it: never in the way, and believed only once it has been told of everything that
 * this process has committed.
 */
final class SharedWindows {
    /** Longer than any bound: it has to be confirmed before its next use. */
    private static final Duration TOO_OLD = Duration.ofNanos(Long.MAX_VALUE / 2);

    /** What is known where nothing may be believed. */
    static final Found NOTHING = new Found(null, Duration.ZERO, ConversationCache.NO_TICKET);

    private static final int MAX_DEBTS = 10_000;
    private static final int WAITS = 4;

    private final @Nullable ConversationCache cache;
    private final CacheCircuitBreaker guard;
    private final LongSupplier nanos;
    private final Backoff backoff;
    private final TierCounters counters;
    private final PendingInvalidations<ConversationId> debts = new PendingInvalidations<>(MAX_DEBTS, this::distrust);
    private volatile long distrusted;

    /**
     * Makes a view of a cache.
     *
     * @param cache the cache, or null where there is none
     * @param backoff the pauses of whoever waits while another process loads a conversation
     */
    SharedWindows(
            @Nullable ConversationCache cache,
            CacheCircuitBreaker guard,
            LongSupplier nanos,
            Backoff backoff,
            TierCounters counters) {
        this.cache = cache;
        this.guard = guard;
        this.nanos = nanos;
        this.backoff = backoff;
        this.counters = counters;
        distrusted = nanos.getAsLong() - Long.MAX_VALUE / 2;
    }

    /** Has everything that the cache holds now confirmed with the durable store before its next use. */
    private void distrust() {
        distrusted = nanos.getAsLong();
    }

    /** Returns what is known, after waiting a moment where another process is loading it. */
    @SuppressWarnings("ReferenceEquality") // nothing is another thing than that somebody else is loading it
    Found find(ConversationId id) {
        Found found = findNow(id);
        for (int waits = 1; waits <= WAITS && found != NOTHING && found.window() == null; waits++) {
            if (found.ticket() != ConversationCache.NO_TICKET) {
                return found;
            }
            backoff.pause(waits + 1);
            found = findNow(id);
        }
        return found;
    }

    /** Returns what is known, without waiting. */
    Found findNow(ConversationId id) {
        ConversationCache believed = believed();
        if (believed == null) {
            return NOTHING;
        }
        long start = nanos.getAsLong();
        Found found = guard.call(() -> believed.find(id), NOTHING);
        boolean doubted = start - found.age().toNanos() - distrusted <= 0;
        return found.window() != null && doubted
                ? new Found(found.window(), TOO_OLD, ConversationCache.NO_TICKET)
                : found;
    }

    /** Returns a ticket to fill or confirm with, or that there is none. */
    long ticket(ConversationId id) {
        ConversationCache believed = believed();
        return believed == null
                ? ConversationCache.NO_TICKET
                : guard.call(() -> believed.ticket(id), ConversationCache.NO_TICKET);
    }

    /** Keeps a window, and returns whether it did. */
    boolean fill(long ticket, ConversationWindow window) {
        ConversationCache believed = ticket == ConversationCache.NO_TICKET ? null : believed();
        if (believed == null) {
            return false;
        }
        boolean filled = guard.call(() -> believed.fill(ticket, window), false);
        if (!filled) {
            counters.fillsRefused().increment();
        }
        return filled;
    }

    /** Confirms that the durable store has a version still. */
    void confirm(long ticket, ConversationId id, long version) {
        ConversationCache believed = ticket == ConversationCache.NO_TICKET ? null : believed();
        if (believed != null) {
            guard.run(() -> believed.confirm(ticket, id, version));
        }
    }

    /**
     * Brings in changes, in their order.
     *
     * @param madeAt when the first of them was committed, at the earliest
     */
    void apply(List<Change> changes, long madeAt) {
        Set<ConversationId> ids = new HashSet<>();
        changes.forEach(change -> ids.add(change.conversation()));
        tell(ids, believed -> believed.apply(changes, Duration.ofNanos(nanos.getAsLong() - madeAt)));
    }

    /** Forgets conversations of which something may have changed. */
    void drop(Collection<ConversationId> ids) {
        tell(ids, believed -> believed.drop(ids));
    }

    private void tell(Collection<ConversationId> ids, Consumer<ConversationCache> call) {
        if (ids.isEmpty()) {
            return;
        }
        ConversationCache believed = believed();
        if (believed == null || !guard.run(() -> call.accept(believed))) {
            debts.add(ids);
        }
    }

    /** Returns the cache once it has been told of everything, or null. */
    private @Nullable ConversationCache believed() {
        ConversationCache there = cache;
        boolean told = there != null && debts.settle(owed -> guard.run(() -> there.drop(owed)));
        return told ? there : null;
    }

    /** Returns whether there is a shared cache, in reach or not. */
    boolean isThere() {
        return cache != null;
    }

    /** Returns how many conversations it has still to be told about. */
    int owed() {
        return debts.size();
    }
}
