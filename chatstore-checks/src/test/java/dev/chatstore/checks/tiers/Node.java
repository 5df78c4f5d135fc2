package dev.chatstore.checks.tiers;

/** A process with caches, this one or another. Safe for use by many threads. */
interface Node extends AutoCloseable {
    NodeCall.Answer call(NodeCall call);

    @Override
    void close();
}
