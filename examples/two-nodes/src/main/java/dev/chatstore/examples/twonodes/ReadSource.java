package dev.chatstore.examples.twonodes;

import dev.chatstore.core.operations.CacheStatistics;

/** Determines which tier served a read, from the statistics before and after it. */
final class ReadSource {
    private ReadSource() {}

    static String ofWindow(CacheStatistics before, CacheStatistics after) {
        if (after.process().hits() > before.process().hits()) {
            return "L1";
        }
        if (after.shared().hits() > before.shared().hits()) {
            return "L2";
        }
        return after.loads().loads() > before.loads().loads() ? "database" : "cache, checked";
    }

    static String ofSession(CacheStatistics before, CacheStatistics after) {
        return after.sessions().hits() > before.sessions().hits() ? "L2" : "database";
    }
}
