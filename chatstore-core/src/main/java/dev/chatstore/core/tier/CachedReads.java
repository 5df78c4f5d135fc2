package dev.chatstore.core.tier;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.ConversationCache.Found;
import dev.chatstore.api.spi.ConversationWindow;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Gives windows that are late by no more than a bound: from the process, from the shared cache, or from the durable
 * store, which fills both. One that is older is first compared with the durable store's head.
 */
final class CachedReads {
    private static final int TRIES = 3;

    private final WindowCaches tier;
    private final WindowLoader loader;
    private final long bound;

    CachedReads(WindowCaches tier, WindowLoader loader, Duration bound) {
        this.tier = tier;
        this.loader = loader;
        this.bound = bound.toNanos();
    }

    /** Returns the window that this process holds, if it is within the bound; null otherwise. */
    @Nullable CachedWindow fresh(ConversationId id) {
        CachedWindow held = tier.near().held(id);
        return held != null && isWithin(held) ? held : null;
    }

    private boolean isWithin(CachedWindow held) {
        return tier.near().age(held) <= bound && tier.near().isTrusted(held);
    }

    /** Returns a window within the bound, or null if it changes faster than it can be read. */
    @Nullable CachedWindow current(ConversationId id) {
        long start = tier.now();
        CachedWindow loaded = tier.flights().load(id, () -> read(id));
        boolean isLate = loaded != null && start - loaded.knownAt() > bound;
        // It was another's, and under way for longer than anything may be old.
        return isLate ? read(id) : loaded;
    }

    @SuppressWarnings("ReferenceEquality") // nothing is another thing than that somebody else is loading it
    private @Nullable CachedWindow read(ConversationId id) {
        CachedWindow held = tier.near().held(id);
        if (held != null && isWithin(held)) {
            return held;
        }
        long start = tier.now();
        long ticket = tier.near().ticket(id);
        Found shared = tier.outbox().isEmpty(id) ? tier.far().find(id) : SharedWindows.NOTHING;
        ConversationWindow window = shared.window();
        if (window != null && isFit(window, shared.age(), start, held)) {
            tier.farCounters().hits().increment();
            boolean kept = tier.near().fill(ticket, window, shared.age().toNanos());
            tier.shown(id, window.version(), kept || tier.near().isOff());
            return CachedWindow.of(window, tier.messages(), start - shared.age().toNanos());
        }
        if (shared != SharedWindows.NOTHING) {
            tier.farCounters().misses().increment();
        }
        long farTicket = window == null ? shared.ticket() : tier.far().ticket(id);
        return confirmed(new Candidates(id, held, ticket, window, farTicket), start);
    }

    /** Returns whether a shared window is within the bound, and has all that this process has seen before. */
    private boolean isFit(ConversationWindow window, Duration age, long start, @Nullable CachedWindow held) {
        return age.toNanos() <= bound
                && (held == null || window.version() >= held.version())
                && tier.floors().isPast(window.id(), start - age.toNanos());
    }

    /** What the caches know of a conversation, too old to be believed, and the tickets to put that right. */
    private record Candidates(
            ConversationId id,
            @Nullable CachedWindow held,
            long ticket,
            @Nullable ConversationWindow shared,
            long sharedTicket) {}

    private @Nullable CachedWindow confirmed(Candidates old, long start) {
        Conversation head = loader.head(old.id).orElse(null);
        long version = head == null ? 0 : head.version();
        if (old.shared != null && Objects.equals(head, old.shared.head())) {
            tier.far().confirm(old.sharedTicket, old.id, version);
            boolean kept = tier.near().fill(old.ticket, old.shared);
            tier.shown(old.id, version, kept || tier.near().isOff());
            return CachedWindow.of(old.shared, tier.messages(), start);
        }
        if (old.held != null && Objects.equals(head, old.held.head())) {
            tier.near().confirm(old.ticket, old.id, version);
            tier.shown(old.id, version, false);
            return old.held.knownAt(start);
        }
        return loaded(old, head, start);
    }

    private @Nullable CachedWindow loaded(Candidates old, @Nullable Conversation first, long start) {
        Conversation head = first;
        for (int tries = 1; tries <= TRIES; tries++) {
            ConversationWindow window = loader.window(old.id, head);
            if (window != null) {
                boolean kept = tier.near().fill(old.ticket, window);
                boolean shared = tier.far().fill(old.sharedTicket, window);
                tier.shown(
                        old.id, window.version(), kept || (shared && tier.near().isOff()));
                return CachedWindow.of(window, tier.messages(), start);
            }
            head = loader.head(old.id).orElse(null);
        }
        return null;
    }

    /**
     * Returns what a cache holds, however old it is.
     *
     * @throws UnavailableException the reason why it cannot be confirmed, if nothing is held or nobody should go on without
     */
    CachedWindow old(ConversationId id, UnavailableException reason) {
        CachedWindow held = tier.near().held(id);
        if (held == null) {
            Found shared = tier.far().find(id);
            held = shared.window() == null
                    ? null
                    : CachedWindow.of(
                            shared.window(),
                            tier.messages(),
                            tier.now() - shared.age().toNanos());
        }
        if (held == null || !reason.retryable()) {
            throw reason;
        }
        return held;
    }
}
