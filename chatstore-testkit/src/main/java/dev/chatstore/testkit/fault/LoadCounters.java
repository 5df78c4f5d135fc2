package dev.chatstore.testkit.fault;

import dev.chatstore.api.Append;
import dev.chatstore.api.UnavailableException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts the outcomes of the calls of a load, for each of its threads. */
final class LoadCounters {
    private final AtomicLongArray successes;
    private final AtomicLongArray failedCalls;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong settled = new AtomicLong();
    private final AtomicLong unknown = new AtomicLong();
    private final AtomicLong reads = new AtomicLong();
    private final AtomicLong longestNanos = new AtomicLong();
    private final Queue<Append> conflicts = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    LoadCounters(int threads) {
        successes = new AtomicLongArray(threads);
        failedCalls = new AtomicLongArray(threads);
    }

    void acknowledged(int thread) {
        acknowledged.incrementAndGet();
        successes.incrementAndGet(thread);
    }

    void read(int thread) {
        reads.incrementAndGet();
        successes.incrementAndGet(thread);
    }

    void conflict(Append append) {
        conflicts.add(append);
    }

    /** Counts a failed call. The error must be retryable, because all faults are temporary. */
    void unavailable(int thread, UnavailableException refusal) {
        failedCalls.incrementAndGet(thread);
        if (!refusal.retryable()) {
            failures.add(refusal);
        }
    }

    void settled() {
        settled.incrementAndGet();
    }

    void unknown() {
        unknown.incrementAndGet();
    }

    void tookSince(long startNanos) {
        longestNanos.accumulateAndGet(System.nanoTime() - startNanos, Math::max);
    }

    void failed(Throwable failure) {
        failures.add(failure);
    }

    /** Returns the number of successful calls of a thread. */
    long successes(int thread) {
        return successes.get(thread);
    }

    /** Returns the number of calls of a thread that failed because the store was unavailable. */
    long failedCalls(int thread) {
        return failedCalls.get(thread);
    }

    Queue<Append> conflicts() {
        return conflicts;
    }

    Queue<Throwable> failures() {
        return failures;
    }

    LoadReport report() {
        long unavailable = 0;
        for (int thread = 0; thread < failedCalls.length(); thread++) {
            unavailable += failedCalls.get(thread);
        }
        return new LoadReport(
                acknowledged.get(),
                settled.get(),
                conflicts.size(),
                unknown.get(),
                unavailable,
                reads.get(),
                Duration.ofNanos(longestNanos.get()));
    }
}
