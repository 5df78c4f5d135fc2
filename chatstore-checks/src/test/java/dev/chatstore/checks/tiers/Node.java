package dev.chatstore.checks.tiers;

/** A process with caches: this process or another one. Safe for use by multiple threads. */
interface Node extends AutoCloseable {
    NodeCall.Answer call(NodeCall call);

    @Override
    void close();
}
