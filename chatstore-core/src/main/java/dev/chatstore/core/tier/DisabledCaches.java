package dev.chatstore.core.tier;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.SessionKey;
import dev.chatstore.core.operations.CacheStatistics;
import dev.chatstore.core.operations.Caches;
import dev.chatstore.core.operations.CoherenceReport;
import java.util.Collection;

/** The operator's view of a storage without caches. */
final class DisabledCaches implements Caches {
    @Override
    public void evict(ConversationId id) {}

    @Override
    public void evictAll() {}

    @Override
    public int warm(Collection<ConversationId> ids) {
        return 0;
    }

    @Override
    public void invalidate(ConversationId id) {}

    @Override
    public void invalidate(SessionKey key) {}

    @Override
    public CoherenceReport check(Collection<ConversationId> ids) {
        return CoherenceReport.NONE;
    }

    @Override
    public CoherenceReport check(ConversationQuery page) {
        return CoherenceReport.NONE;
    }

    @Override
    public CacheStatistics statistics() {
        return CacheStatistics.NONE;
    }
}
