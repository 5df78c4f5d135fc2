package dev.chatstore.bench;

import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Many threads that share a number of operations. JMH's own threads would not do: it adds up the rate of each, and one
 * that was kept waiting until the others had stopped would count with the rate that it then has alone.
 */
@State(Scope.Benchmark)
public class Crowd {
    static final int THREADS = 32;
    static final int OPERATIONS = 1_600;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    /** Returns once the operation was run so many times by all threads together. */
    void run(Callable<?> operation) throws InterruptedException, ExecutionException {
        AtomicInteger left = new AtomicInteger(OPERATIONS);
        Callable<Integer> worker = () -> {
            int done = 0;
            for (; left.getAndDecrement() > 0; done++) {
                operation.call();
            }
            return done;
        };
        for (Future<Integer> done : threads.invokeAll(Collections.nCopies(THREADS, worker))) {
            done.get();
        }
    }

    /** Stops the threads. */
    @TearDown
    public void close() {
        threads.shutdown();
    }
}
