package dev.chatstore.core.tier;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A time in nanoseconds that stands still or follows another, and remembers what each thread has last read of it. */
final class TestTime implements LongSupplier {
    private final AtomicLong passed = new AtomicLong();
    private final LongSupplier time;
    private final ThreadLocal<Long> lastRead = ThreadLocal.withInitial(() -> 0L);

    TestTime(LongSupplier time) {
        this.time = time;
    }

    static TestTime still() {
        // Not far from where the number overflows, which it may.
        return new TestTime(() -> Long.MAX_VALUE - Duration.ofSeconds(20).toNanos());
    }

    @Override
    public long getAsLong() {
        long now = time.getAsLong() + passed.get();
        lastRead.set(now);
        return now;
    }

    long lastRead() {
        return lastRead.get();
    }

    void pass(Duration time) {
        passed.addAndGet(time.toNanos());
    }
}
