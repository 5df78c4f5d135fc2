package dev.chatstore.core.tier;

import java.util.concurrent.atomic.AtomicLongArray;

/** The newest version of each conversation that each node has shown. */
final class SeenVersions {
    private final int conversations;
    private final AtomicLongArray newest;

    SeenVersions(int nodes, int conversations) {
        this.conversations = conversations;
        newest = new AtomicLongArray(nodes * conversations);
    }

    void saw(int node, int conversation, long version) {
        newest.accumulateAndGet(node * conversations + conversation, version, Math::max);
    }

    long newest(int node, int conversation) {
        return newest.get(node * conversations + conversation);
    }
}
