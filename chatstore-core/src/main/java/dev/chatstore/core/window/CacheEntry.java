package dev.chatstore.core.window;

import dev.chatstore.api.spi.ConversationCache;
import org.jspecify.annotations.Nullable;

/**
 * The cache's entry for one conversation: a window, an outstanding ticket to fill it, or both.
 *
 * @param window the window, or null
 * @param changedAt the time of the window's last change
 * @param ticket the outstanding ticket, or {@link ConversationCache#NO_TICKET}
 * @param ticketAt the time at which the ticket was taken
 */
record CacheEntry(@Nullable CachedWindow window, long changedAt, long ticket, long ticketAt) {
    /** Bytes of this object, of the window and its list of messages, and of the cache's own entry. */
    private static final int BYTES = 320;

    CacheEntry withTicket(long newTicket, long now) {
        return new CacheEntry(window, changedAt, newTicket, now);
    }

    /** Returns this entry with a window filled in, which uses up the ticket. */
    CacheEntry filled(CachedWindow newWindow, long now) {
        return new CacheEntry(newWindow, now, ConversationCache.NO_TICKET, 0);
    }

    /** Returns this entry with its window confirmed, which uses up the ticket. */
    CacheEntry confirmed(CachedWindow sameWindow) {
        return new CacheEntry(sameWindow, changedAt, ConversationCache.NO_TICKET, 0);
    }

    boolean hasTicket(long now, long life) {
        return ticket != ConversationCache.NO_TICKET && now - ticketAt < life;
    }

    boolean accepts(long someTicket, long now, long life) {
        return someTicket == ticket && hasTicket(now, life);
    }

    long bytes() {
        return BYTES + (window == null ? 0 : window.bytes());
    }
}
