package dev.chatstore.testkit.fault;

import dev.chatstore.api.Append;
import dev.chatstore.api.UnavailableException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts what becomes of the calls of a load, for each of its threads. */
final class LoadCounters {
    private final AtomicLongArray answers;
    private final AtomicLongArray refusals;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong settled = new AtomicLong();
    private final AtomicLong unknown = new AtomicLong();
    private final AtomicLong reads = new AtomicLong();
    private final AtomicLong longestNanos = new AtomicLong();
    private final Queue<Append> conflicts = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    LoadCounters(int lanes) {
        answers = new AtomicLongArray(lanes);
        refusals = new AtomicLongArray(lanes);
    }

    void acknowledged(int thread) {
        acknowledged.incrementAndGet();
        answers.incrementAndGet(thread);
    }

    void read(int thread) {
        reads.incrementAndGet();
        answers.incrementAndGet(thread);
    }

    void conflict(Append append) {
        conflicts.add(append);
    }

    /** Counts a refusal; one that says that it is final would be wrong, as every fault here passes. */
    void unavailable(int thread, UnavailableException refusal) {
        refusals.incrementAndGet(thread);
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

    /** Returns how many calls of a thread were answered with what they asked for. */
    long answers(int thread) {
        return answers.get(thread);
    }

    /** Returns how many calls of a thread were told that the store is unavailable. */
    long refusals(int thread) {
        return refusals.get(thread);
    }

    Queue<Append> conflicts() {
        return conflicts;
    }

    Queue<Throwable> failures() {
        return failures;
    }

    LoadReport report() {
        long unavailable = 0;
        for (int thread = 0; thread < refusals.length(); thread++) {
            unavailable += refusals.get(thread);
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
