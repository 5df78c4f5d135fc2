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
 * A fixed number of threads that share a fixed number of operations. JMH's own threads are not used, because it adds up
 * their rates: a thread that waits until the others have finished would count with the rate that it reaches alone.
 */
@State(Scope.Benchmark)
public class ThreadTeam {
    static final int THREADS = 32;
    static final int OPERATIONS = 1_600;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    /** Runs the operation {@value #OPERATIONS} times, on all threads together, and waits for the end. */
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
