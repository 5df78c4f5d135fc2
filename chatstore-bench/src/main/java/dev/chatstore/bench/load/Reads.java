package dev.chatstore.bench.load;

import dev.chatstore.core.operations.TierStatistics;

/**
 * What the caches of all nodes did with reads of conversations.
 *
 * @param processHits reads that a process answered by itself
 * @param sharedHits reads that the shared cache answered
 * @param loads reads of messages from the database
 * @param checks versions compared with the database
 */
record Reads(long processHits, long sharedHits, long loads, long checks) {
    static Reads of(Nodes nodes) {
        return new Reads(
                nodes.processes(TierStatistics::hits),
                nodes.caches(statistics -> statistics.shared().hits()),
                nodes.caches(statistics -> statistics.loads().loads()),
                nodes.caches(statistics -> statistics.loads().checks()));
    }

    Reads minus(Reads other) {
        return new Reads(
                processHits - other.processHits,
                sharedHits - other.sharedHits,
                loads - other.loads,
                checks - other.checks);
    }
}
