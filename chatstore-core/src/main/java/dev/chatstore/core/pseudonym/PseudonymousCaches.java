package dev.chatstore.core.pseudonym;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.SessionId;
import dev.chatstore.core.operations.CacheStatistics;
import dev.chatstore.core.operations.Caches;
import dev.chatstore.core.operations.CoherenceReport;
import dev.chatstore.core.operations.Divergence;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Caches whose entries are found by given ids. A report about given conversations has their ids, one about a page the stored ones. */
final class PseudonymousCaches implements Caches {
    private final Caches caches;
    private final Pseudonyms pseudonyms;

    PseudonymousCaches(Caches caches, Pseudonyms pseudonyms) {
        this.caches = caches;
        this.pseudonyms = pseudonyms;
    }

    @Override
    public void evict(ConversationId id) {
        caches.evict(pseudonyms.of(id));
    }

    @Override
    public void evictAll() {
        caches.evictAll();
    }

    @Override
    public int warm(Collection<ConversationId> ids) {
        return caches.warm(ids.stream().map(pseudonyms::of).toList());
    }

    @Override
    public void invalidate(ConversationId id) {
        caches.invalidate(pseudonyms.of(id));
    }

    @Override
    public void invalidate(SessionId id) {
        caches.invalidate(pseudonyms.of(id));
    }

    @Override
    public CoherenceReport check(Collection<ConversationId> ids) {
        Map<ConversationId, ConversationId> given = new LinkedHashMap<>();
        ids.forEach(id -> given.putIfAbsent(pseudonyms.of(id), id));
        List<ConversationId> stored = ids.stream().map(pseudonyms::of).toList();
        CoherenceReport report = caches.check(stored);
        return new CoherenceReport(
                report.conversations(),
                report.entries(),
                report.unsettled(),
                report.sharedReached(),
                report.divergences().stream()
                        .map(found -> named(found, given.getOrDefault(found.conversation(), found.conversation())))
                        .toList());
    }

    private static Divergence named(Divergence divergence, ConversationId id) {
        return new Divergence(
                id,
                divergence.tier(),
                divergence.kind(),
                divergence.cachedVersion(),
                divergence.durableVersion(),
                divergence.age(),
                divergence.differences(),
                divergence.repaired());
    }

    @Override
    public CoherenceReport check(ConversationQuery page) {
        return caches.check(StoredForm.of(pseudonyms, page));
    }

    @Override
    public CacheStatistics statistics() {
        return caches.statistics();
    }
}
