package dev.chatstore.core.tier;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.SessionKey;
import dev.chatstore.core.cache.SessionCaches;
import dev.chatstore.core.cache.WindowCaches;
import dev.chatstore.core.coherence.CoherenceCheck;
import dev.chatstore.core.operations.CacheStatistics;
import dev.chatstore.core.operations.Caches;
import dev.chatstore.core.operations.CoherenceReport;
import java.util.Collection;

/** The operator's view of the tiers. Safe for use by several threads. */
final class TieredCaches implements Caches {
    private final WindowCaches windows;
    private final SessionCaches sessions;
    private final CachedReads reads;
    private final CoherenceCheck check;
    private final FeedReceiver feed;

    TieredCaches(
            WindowCaches windows, SessionCaches sessions, CachedReads reads, CoherenceCheck check, FeedReceiver feed) {
        this.windows = windows;
        this.sessions = sessions;
        this.reads = reads;
        this.check = check;
        this.feed = feed;
    }

    @Override
    public void evict(ConversationId id) {
        windows.process().evict(id);
    }

    @Override
    public void evictAll() {
        windows.process().clear();
        sessions.clearProcess();
    }

    @Override
    public int warm(Collection<ConversationId> ids) {
        int warm = 0;
        for (ConversationId id : ids) {
            warm += reads.current(id) == null ? 0 : 1;
        }
        return warm;
    }

    @Override
    public void invalidate(ConversationId id) {
        windows.invalidate(id);
        windows.flush();
    }

    @Override
    public void invalidate(SessionKey key) {
        sessions.drop(key, 0);
    }

    @Override
    public CoherenceReport check(Collection<ConversationId> ids) {
        return check.check(ids);
    }

    @Override
    public CoherenceReport check(ConversationQuery page) {
        return check.check(page);
    }

    @Override
    public CacheStatistics statistics() {
        return new CacheStatistics(
                windows.process().statistics(),
                windows.shared().statistics(),
                sessions.statistics(),
                reads.loads(),
                feed.gaps(),
                windows.shared().pendingInvalidations() + sessions.pendingInvalidations());
    }
}
