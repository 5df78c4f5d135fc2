package dev.chatstore.testkit;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Measures the memory that a call allocates. No clock and no other load changes it. */
public final class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int CALLS = 2_000;

    private Allocation() {}

    /** Returns the mean number of bytes that a call allocates in the calling thread, over thousands of calls. */
    public static long of(Runnable call) {
        return of(CALLS, call);
    }

    /**
     * Returns the mean number of bytes that a call allocates in the calling thread.
     *
     * @param calls the number of calls to measure; as many are made before
     */
    public static long of(int calls, Runnable call) {
        for (int i = 0; i < calls; i++) {
            call.run();
        }
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < calls; i++) {
            call.run();
        }
        return (THREADS.getCurrentThreadAllocatedBytes() - before) / calls;
    }
}
