package dev.chatstore.core.tier;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.ConversationCache.Found;
import dev.chatstore.api.spi.ConversationWindow;
import dev.chatstore.core.cache.SharedWindows;
import dev.chatstore.core.cache.WindowCaches;
import dev.chatstore.core.operations.LoadStatistics;
import dev.chatstore.core.window.CachedWindow;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads windows that are no older than a bound: from this process, from the shared cache, or from the durable store,
 * which fills both caches. An older window is first compared with the durable store's head. Safe for use by several
 * threads.
 */
final class CachedReads {
    private static final int TRIES = 3;

    private final WindowCaches caches;
    private final WindowLoader loader;
    private final long bound;

    CachedReads(WindowCaches caches, WindowLoader loader, Duration bound) {
        this.caches = caches;
        this.loader = loader;
        this.bound = bound.toNanos();
    }

    /** Returns the window that this process has cached, if it is within the bound; null otherwise. */
    @Nullable CachedWindow fresh(ConversationId id) {
        CachedWindow cached = caches.process().get(id);
        return cached != null && isWithinBound(cached) ? cached : null;
    }

    private boolean isWithinBound(CachedWindow window) {
        return caches.process().age(window) <= bound && caches.process().isTrusted(window);
    }

    /** Returns a window within the bound, or null if the conversation changes faster than it can be read. */
    @Nullable CachedWindow current(ConversationId id) {
        long start = caches.now();
        CachedWindow loaded = caches.load(id, () -> read(id));
        // The load was another thread's, and took longer than the bound.
        boolean isLate = loaded != null && start - loaded.knownAt() > bound;
        return isLate ? read(id) : loaded;
    }

    @SuppressWarnings("ReferenceEquality") // UNKNOWN differs from an equal result of a process that waits
    private @Nullable CachedWindow read(ConversationId id) {
        CachedWindow cached = caches.process().get(id);
        if (cached != null && isWithinBound(cached)) {
            return cached;
        }
        long start = caches.now();
        long ticket = caches.process().ticket(id);
        Found shared = caches.isSent(id) ? caches.shared().find(id) : SharedWindows.UNKNOWN;
        ConversationWindow window = shared.window();
        if (window != null && isFit(window, shared.age(), start)) {
            caches.shared().counters().hit();
            boolean kept = caches.process().fill(ticket, window, shared.age().toNanos());
            if (!kept && window.version() > 0) {
                caches.shown(id, window.version());
            }
            return window(window, start - shared.age().toNanos());
        }
        if (shared != SharedWindows.UNKNOWN) {
            caches.shared().counters().miss();
        }
        long sharedTicket = window == null ? shared.ticket() : caches.shared().ticket(id);
        return confirmed(new OldWindows(id, cached, ticket, window, sharedTicket), start);
    }

    /**
     * Returns whether a shared window is within the bound and contains everything that this process has seen before.
     */
    private boolean isFit(ConversationWindow window, Duration age, long start) {
        return age.toNanos() <= bound && caches.includesShown(window, start - age.toNanos());
    }

    private CachedWindow window(ConversationWindow window, long knownAt) {
        return CachedWindow.of(window, caches.process().maxMessages(), knownAt);
    }

    /** The cached windows of a conversation, too old to be used, and the tickets to replace or confirm them. */
    private record OldWindows(
            ConversationId id,
            @Nullable CachedWindow cached,
            long ticket,
            @Nullable ConversationWindow shared,
            long sharedTicket) {}

    private @Nullable CachedWindow confirmed(OldWindows old, long start) {
        Conversation head = loader.head(old.id).orElse(null);
        long version = head == null ? 0 : head.version();
        if (old.shared != null && Objects.equals(head, old.shared.head())) {
            caches.shared().confirm(old.sharedTicket, old.id, version);
            caches.loaded(old.shared, start, caches.process().fill(old.ticket, old.shared));
            return window(old.shared, start);
        }
        if (old.cached != null && Objects.equals(head, old.cached.head())) {
            caches.process().confirm(old.ticket, old.id, version);
            caches.shown(old.id, version);
            return old.cached.knownAt(start);
        }
        return loaded(old, head, start);
    }

    private @Nullable CachedWindow loaded(OldWindows old, @Nullable Conversation first, long start) {
        Conversation head = first;
        for (int tries = 1; tries <= TRIES; tries++) {
            ConversationWindow window = loader.window(old.id, head);
            if (window != null) {
                boolean kept = caches.process().fill(old.ticket, window);
                boolean shared = caches.shared().fill(old.sharedTicket, window);
                caches.loaded(window, start, kept || (shared && caches.process().isDisabled()));
                return window(window, start);
            }
            head = loader.head(old.id).orElse(null);
        }
        return null;
    }

    /** Returns what was read from the durable store so far. */
    LoadStatistics loads() {
        return loader.statistics();
    }

    /**
     * Returns the cached window, however old it is.
     *
     * @throws UnavailableException the reason why it cannot be confirmed, if no window is cached or a retry cannot help
     */
    CachedWindow old(ConversationId id, UnavailableException reason) {
        CachedWindow cached = caches.process().get(id);
        if (cached == null) {
            Found shared = caches.shared().find(id);
            cached = shared.window() == null
                    ? null
                    : window(shared.window(), caches.now() - shared.age().toNanos());
        }
        if (cached == null || !reason.retryable()) {
            throw reason;
        }
        return cached;
    }
}
