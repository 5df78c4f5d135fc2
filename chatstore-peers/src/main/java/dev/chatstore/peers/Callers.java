package dev.chatstore.peers;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Calls a peer from a number of threads that start together. */
final class Callers {
    private Callers() {}

    /** A call of a thread, which counts its calls from 0 on. */
    interface Call {
        void run(int caller, long call) throws SQLException;
    }

    /** The number of calls, and the time from the start of all threads to the end of the last one. */
    record Calls(long count, long nanos) {}

    /**
     * Runs calls until the time is up, or until each caller has made its share of {@code most}. Each makes at least one.
     *
     * @throws IllegalStateException if a call fails
     */
    static Calls run(int callers, Duration time, long most, Call call) {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            CountDownLatch ready = new CountDownLatch(callers);
            CountDownLatch go = new CountDownLatch(1);
            List<Future<Long>> results = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                int caller = i;
                results.add(threads.submit(() -> {
                    ready.countDown();
                    go.await();
                    return loop(caller, System.nanoTime() + time.toNanos(), Math.max(1, most / callers), call);
                }));
            }
            ready.await();
            long start = System.nanoTime();
            go.countDown();
            long count = 0;
            for (Future<Long> result : results) {
                count += result.get();
            }
            return new Calls(count, System.nanoTime() - start);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a call failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static long loop(int caller, long end, long most, Call call) throws SQLException {
        long done = 0;
        do {
            call.run(caller, done);
            done++;
        } while (done < most && System.nanoTime() < end);
        return done;
    }
}
