package dev.chatstore.testkit.fault;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The faults that a proxy applies to its connections. */
final class NetworkFaults {
    private final AtomicReference<@Nullable Predicate<byte[]>> wanted = new AtomicReference<>();
    private final AtomicLong lostReplies = new AtomicLong();
    private volatile long requestNanos;
    private volatile long replyNanos;
    private volatile boolean holding;

    void delay(Duration requests, Duration replies) {
        requestNanos = requests.toNanos();
        replyNanos = replies.toNanos();
    }

    long requestNanos() {
        return requestNanos;
    }

    long replyNanos() {
        return replyNanos;
    }

    void holdReplies() {
        holding = true;
    }

    void releaseReplies() {
        holding = false;
    }

    boolean isHolding() {
        return holding;
    }

    void loseReplyTo(@Nullable Predicate<byte[]> request) {
        wanted.set(request);
    }

    /** Returns whether the reply to this request must be lost. Returns true for one request only. */
    boolean loses(byte[] request) {
        Predicate<byte[]> asked = wanted.get();
        return asked != null && asked.test(request) && wanted.compareAndSet(asked, null);
    }

    void lostReply() {
        lostReplies.incrementAndGet();
    }

    long lostReplies() {
        return lostReplies.get();
    }
}
