package dev.chatstore.examples.twonodes;

import dev.chatstore.core.operations.CacheStatistics;

/**
 * Counters of a node's caches: hits and misses of each cache, windows loaded from the database, windows only compared with
 * its version, and gaps in the feed.
 */
// Nine components: the rows of a table.
record CacheCounts(
        long processHits,
        long processMisses,
        long sharedHits,
        long sharedMisses,
        long sessionHits,
        long sessionMisses,
        long loads,
        long checks,
        long gaps)
        implements NodeMessage {
    static CacheCounts of(CacheStatistics caches) {
        return new CacheCounts(
                caches.process().hits(),
                caches.process().misses(),
                caches.shared().hits(),
                caches.shared().misses(),
                caches.sessions().hits(),
                caches.sessions().misses(),
                caches.loads().loads(),
                caches.loads().checks(),
                caches.feedGaps());
    }
}
