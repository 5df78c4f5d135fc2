package dev.chatstore.testkit.fault;

import java.util.concurrent.atomic.AtomicLong;

/** Counts what all connections of a proxy forward. */
final class TrafficCounter {
    private final AtomicLong roundTrips = new AtomicLong();
    private final AtomicLong requestBytes = new AtomicLong();
    private final AtomicLong replyBytes = new AtomicLong();

    /** Adds a chunk of requests, before it is forwarded. */
    void requested(int bytes, boolean afterReply) {
        requestBytes.addAndGet(bytes);
        if (afterReply) {
            roundTrips.incrementAndGet();
        }
    }

    /** Adds a chunk of replies, before it is forwarded. */
    void replied(int bytes) {
        replyBytes.addAndGet(bytes);
    }

    Traffic traffic() {
        return new Traffic(roundTrips.get(), requestBytes.get(), replyBytes.get());
    }
}
