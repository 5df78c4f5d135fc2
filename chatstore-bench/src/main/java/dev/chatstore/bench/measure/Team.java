package dev.chatstore.bench.measure;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/**
 * A fixed number of threads, each of which calls an operation again and again until the slice ends. All begin together and
 * stop by the same flag. A call that ends after the slice does not count for the rate, so that a thread that is left over
 * neither adds to it nor lengthens the slice.
 */
final class Team implements AutoCloseable {
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Operation operation;
    private final int size;
    private final Timer timer;
    private final Meter meter;
    private final ExecutorService threads;
    private volatile boolean stopped;

    Team(Operation operation, int size, Timer timer, Meter meter) {
        this.operation = operation;
        this.size = size;
        this.timer = timer;
        this.meter = meter;
        threads = Executors.newFixedThreadPool(size, task -> {
            Thread thread = new Thread(task, "caller");
            thread.setDaemon(true);
            return thread;
        });
    }

    private record Tally(long inTime, long calls, Histogram latency, long bytes) {}

    /**
     * Runs the threads for the given time and returns when the last call has ended.
     *
     * @throws ExecutionException if a call failed
     */
    Slice run(Duration length) throws InterruptedException, ExecutionException {
        CountDownLatch ready = new CountDownLatch(size);
        CountDownLatch start = new CountDownLatch(1);
        stopped = false;
        List<Future<Tally>> tallies = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            tallies.add(threads.submit(() -> call(ready, start)));
        }
        ready.await();
        Reading before = meter.read();
        long began = timer.nanos();
        start.countDown();
        timer.pause(length);
        stopped = true;
        long ended = timer.nanos();
        List<Tally> done = new ArrayList<>();
        for (Future<Tally> tally : tallies) {
            done.add(tally.get());
        }
        Reading used = meter.read().minus(before);
        Slice sum = new Slice(0, 0, ended - began, newHistogram(), used, timer.nanos() - began, 0);
        for (Tally tally : done) {
            sum = sum.plus(
                    new Slice(tally.inTime(), tally.calls(), 0, tally.latency(), Reading.NONE, 0, tally.bytes()));
        }
        return sum;
    }

    private Tally call(CountDownLatch ready, CountDownLatch start) throws Exception {
        Histogram latency = newHistogram();
        long inTime = 0;
        long calls = 0;
        ready.countDown();
        start.await();
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long before = timer.nanos();
        do {
            operation.run();
            if (!stopped) {
                inTime++;
            }
            calls++;
            long now = timer.nanos();
            latency.recordValue(Math.min(Math.max(0, now - before), latency.getHighestTrackableValue()));
            before = now;
        } while (!stopped);
        return new Tally(inTime, calls, latency, THREADS.getCurrentThreadAllocatedBytes() - bytes);
    }

    private static Histogram newHistogram() {
        return new Histogram(1, Duration.ofMinutes(2).toNanos(), 3);
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
