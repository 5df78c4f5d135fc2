package dev.chatstore.core.operations;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.SessionKey;
import java.util.Collection;

/**
 * The operator's view of a storage's caches. Without caches, its methods do nothing. Safe for use by several threads.
 */
public interface Caches {
    /**
     * Removes a conversation from this process's cache, which frees its memory. Its next read goes to the tiers behind.
     */
    void evict(ConversationId id);

    /** Removes all conversations and sessions from this process's cache. */
    void evictAll();

    /**
     * Loads conversations, and returns the number of those that are now cached and known to be current. Those that are
     * already so are not loaded again.
     *
     * @throws dev.chatstore.api.UnavailableException if the durable store cannot be reached
     */
    int warm(Collection<ConversationId> ids);

    /**
     * Drops a conversation from this process's cache and the shared one, so that its next read goes to the durable
     * store. To be called after the conversation was changed by other means than this library. If that change has
     * raised the version, other processes see it once their entries are as old as the bound; if not, each of them needs
     * an {@code invalidate} or a {@code check}.
     */
    void invalidate(ConversationId id);

    /** Drops a session from this process's cache and the shared one. */
    void invalidate(SessionKey key);

    /**
     * Compares the entries of this process's cache and the shared one with the durable store, field by field, and drops
     * those that are wrong or older than the bound. An entry that is older within the bound is reported and kept.
     * Concurrent writes never make an entry count as wrong. Each process has to check its own cache.
     *
     * <p>Cost: one or two commands of the shared cache for each conversation, and three statements for each cached
     * entry, one of which reads as many messages as the entry has; one more command to drop it.
     *
     * @throws dev.chatstore.api.UnavailableException if the durable store cannot be reached
     */
    CoherenceReport check(Collection<ConversationId> ids);

    /**
     * Checks the conversations of one page of a list, as {@link #check(Collection)} does.
     *
     * <p>Cost: one more statement.
     *
     * @throws dev.chatstore.api.UnavailableException if the durable store cannot be reached
     */
    CoherenceReport check(ConversationQuery page);

    /** Returns the counts of the caches so far. */
    CacheStatistics statistics();
}
