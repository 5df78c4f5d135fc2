package dev.chatstore.examples.twonodes;

import dev.chatstore.core.operations.CacheStatistics;

/**
 * What the caches of a node have done: how many reads each has answered and not answered, how many windows were read from
 * the database and how many only compared with its version, and how many times the feed was broken.
 */
// Nine components: the rows of a table.
record Figures(
        long nearHits,
        long nearMisses,
        long sharedHits,
        long sharedMisses,
        long sessionHits,
        long sessionMisses,
        long loads,
        long checks,
        long gaps)
        implements Word {
    static Figures of(CacheStatistics caches) {
        return new Figures(
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
