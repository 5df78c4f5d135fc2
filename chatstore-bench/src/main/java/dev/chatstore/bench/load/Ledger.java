package dev.chatstore.bench.load;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What was acknowledged, in a size that does not grow: for each conversation the number of messages and the sum of a hash
 * over their sequences and numbers. Equal sums mean, but for one case in 2^64, that the same messages have the same
 * sequences. Safe for use by multiple threads.
 */
final class Ledger {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private final AtomicLongArray counts;
    private final AtomicLongArray sums;
    private final Set<Long> failed = ConcurrentHashMap.newKeySet();

    Ledger(int conversations) {
        counts = new AtomicLongArray(conversations);
        sums = new AtomicLongArray(conversations);
    }

    /** Adds an acknowledged message. */
    void acknowledged(int conversation, long sequence, long number) {
        counts.incrementAndGet(conversation);
        sums.addAndGet(conversation, hash(sequence, number));
    }

    /** Adds a message whose append failed, which may have been stored or not. */
    void failed(long number) {
        failed.add(number);
    }

    boolean hasFailed(long number) {
        return failed.contains(number);
    }

    int failures() {
        return failed.size();
    }

    long count(int conversation) {
        return counts.get(conversation);
    }

    long sum(int conversation) {
        return sums.get(conversation);
    }

    long total() {
        long total = 0;
        for (int i = 0; i < counts.length(); i++) {
            total += counts.get(i);
        }
        return total;
    }

    static long hash(long sequence, long number) {
        long mixed = sequence * GOLDEN ^ number;
        mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}
