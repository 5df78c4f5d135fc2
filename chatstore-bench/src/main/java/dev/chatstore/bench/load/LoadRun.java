package dev.chatstore.bench.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The parts of a load, and its threads.
 *
 * @param options the options
 * @param nodes the nodes to call
 * @param population the conversations
 * @param ledger receives what is acknowledged
 * @param latencies receives the durations
 */
record LoadRun(LoadOptions options, Nodes nodes, Population population, Ledger ledger, Latencies latencies) {
    /** Receives control at each interval of a run. */
    interface Observer {
        /** Called by the thread that started the run, after each interval, with the number of turns so far. */
        void observe(long turns);
    }

    /**
     * Runs the callers for a time, or until they have begun the number of turns in the options, and returns the number of
     * turns when all have ended.
     *
     * @throws CompletionException if an operation other than an append failed
     */
    long run(Duration time, Duration interval, Observer observer) throws InterruptedException {
        AtomicLong turns = new AtomicLong();
        AtomicLong begun = new AtomicLong();
        AtomicBoolean stopped = new AtomicBoolean();
        CountDownLatch ended = new CountDownLatch(options.callers());
        ExecutorService threads = Executors.newFixedThreadPool(options.callers());
        try {
            List<Future<?>> callers = new ArrayList<>();
            for (int i = 0; i < options.callers(); i++) {
                Caller caller = new Caller(i, this, turns, () -> mayBegin(begun, stopped));
                callers.add(threads.submit(() -> {
                    try {
                        caller.run();
                    } finally {
                        ended.countDown();
                    }
                }));
            }
            long start = System.nanoTime();
            for (long next = interval.toNanos(); next <= time.toNanos(); next += interval.toNanos()) {
                if (ended.await(next - (System.nanoTime() - start), TimeUnit.NANOSECONDS)) {
                    break;
                }
                observer.observe(turns.get());
            }
            stopped.set(true);
            for (Future<?> caller : callers) {
                caller.get();
            }
            return turns.get();
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } finally {
            stopped.set(true);
            threads.shutdown();
        }
    }

    private boolean mayBegin(AtomicLong begun, AtomicBoolean stopped) {
        return !stopped.get() && (options.turns() == 0 || begun.getAndIncrement() < options.turns());
    }
}
