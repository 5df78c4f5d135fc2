package dev.chatstore.core.tier;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.SessionKey;
import java.util.Collection;

/** What an operator may do with the caches of a storage. Where there are none, nothing happens. */
public interface Caches {
    /** Forgets a conversation in this process: its memory is free, and its next read goes to the tiers behind. */
    void evict(ConversationId id);

    /** Forgets everything in this process. */
    void evictAll();

    /**
     * Loads conversations, and returns how many are held now and known to be current. Those that the caches have are not
     * loaded again.
     *
     * @throws dev.chatstore.api.UnavailableException if the durable store cannot be reached
     */
    int warm(Collection<ConversationId> ids);

    /**
     * Forgets a conversation here and in the shared cache, so that it is read from the durable store: for whoever has
     * changed it there by other means than this library. Other processes see that once theirs is as old as the bound.
     */
    void invalidate(ConversationId id);

    /** Forgets a session here and in the shared cache. */
    void invalidate(SessionKey key);

    /** Returns what the caches have done so far. */
    CacheStatistics statistics();
}
