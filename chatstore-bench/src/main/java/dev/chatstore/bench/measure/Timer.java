package dev.chatstore.bench.measure;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The clock of a measurement. */
public interface Timer {
    /** The clock of the machine. */
    Timer SYSTEM = new Timer() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void pause(Duration duration) {
            long start = System.nanoTime();
            for (long left = duration.toNanos(); left > 0; left = duration.toNanos() - (System.nanoTime() - start)) {
                LockSupport.parkNanos(left);
            }
        }
    };

    /** Returns a time in nanoseconds from an arbitrary origin. */
    long nanos();

    /** Returns after the given time. */
    void pause(Duration duration);
}
