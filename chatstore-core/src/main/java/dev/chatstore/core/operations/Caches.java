package dev.chatstore.core.operations;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.SessionId;
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
     * changed it there by other means than this library. Other processes see that once theirs is as old as the bound, if
     * the change has raised the version; if not, it takes an {@code invalidate} or {@code check} in each.
     */
    void invalidate(ConversationId id);

    /** Forgets a session here and in the shared cache. */
    void invalidate(SessionId id);

    /**
     * Compares what this process and the shared cache hold of conversations with the durable store, field by field, and
     * drops what is wrong or older than the bound; what is late within the bound is reported and stays. Others may write
     * meanwhile: that alone never makes an entry count as wrong. What other processes remember, they have to check
     * themselves.
     *
     * <p>Cost: one or two commands of the shared cache for each conversation, and three statements for each entry that is
     * held, of which one reads as many messages as the entry has; one more command to drop it.
     *
     * @throws dev.chatstore.api.UnavailableException if the durable store cannot be reached
     */
    CoherenceReport check(Collection<ConversationId> ids);

    /**
     * Checks the conversations of one page, as {@link #check(Collection)} does: of a tenant's or an owner's, the most
     * recently created ones.
     *
     * <p>Cost: one statement more.
     *
     * @throws dev.chatstore.api.UnavailableException if the durable store cannot be reached
     */
    CoherenceReport check(ConversationQuery page);

    /** Returns what the caches have done so far. */
    CacheStatistics statistics();
}
