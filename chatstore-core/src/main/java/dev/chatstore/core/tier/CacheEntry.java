package dev.chatstore.core.tier;

import dev.chatstore.api.spi.ConversationCache;
import org.jspecify.annotations.Nullable;

/**
 * What a process knows of one conversation: a window, a ticket that is out to fill it, or both.
 *
 * @param held the window, or null
 * @param movedAt when the window last moved
 * @param ticket the ticket that is out, or {@link ConversationCache#NO_TICKET}
 * @param ticketAt when it was taken
 */
record CacheEntry(@Nullable CachedWindow held, long movedAt, long ticket, long ticketAt) {
    /** With the object itself: those of the window and its tail, and the cache's own for an entry. */
    private static final int BYTES = 320;

    CacheEntry withTicket(long newTicket, long now) {
        return new CacheEntry(held, movedAt, newTicket, now);
    }

    /** Returns this with what was filled in, its ticket used up. */
    CacheEntry filled(CachedWindow window, long now) {
        return new CacheEntry(window, now, ConversationCache.NO_TICKET, 0);
    }

    /** Returns this with its window confirmed, its ticket used up. */
    CacheEntry confirmed(CachedWindow window) {
        return new CacheEntry(window, movedAt, ConversationCache.NO_TICKET, 0);
    }

    boolean hasTicket(long now, long life) {
        return ticket != ConversationCache.NO_TICKET && now - ticketAt < life;
    }

    boolean holds(long someTicket, long now, long life) {
        return someTicket == ticket && hasTicket(now, life);
    }

    long bytes() {
        return BYTES + (held == null ? 0 : held.bytes());
    }
}
