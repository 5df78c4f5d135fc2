package dev.chatstore.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs threads that start together, and collects what each brings home. */
public final class Racers {
    private static final long LIMIT_SECONDS = 120;
    private static final int THREADS = 8;

    private Racers() {}

    /**
     * What one racer does.
     *
     * @param <T> what it brings home
     */
    @FunctionalInterface
    public interface Racer<T extends @Nullable Object> {
        /** Runs once every other racer is ready too; the lane is 0 for the first racer, 1 for the second and so on. */
        T run(int lane) throws Exception;
    }

    /**
     * How one racer ended.
     *
     * @param result what it brought home, or null if it failed
     * @param failure what it threw, or null if it did not fail
     */
    public record Finish<T>(@Nullable T result, @Nullable Throwable failure) {}

    /**
     * Runs as many threads as there are lanes, and returns how each ended, by lane.
     *
     * @throws AssertionError if one has not ended after two minutes
     */
    public static <T> List<Finish<T>> race(int lanes, Racer<T> racer) {
        CyclicBarrier start = new CyclicBarrier(lanes);
        List<FutureTask<T>> tasks = new ArrayList<>();
        for (int i = 0; i < lanes; i++) {
            int lane = i;
            FutureTask<T> task = new FutureTask<>(() -> {
                start.await();
                return racer.run(lane);
            });
            tasks.add(task);
            Thread thread = new Thread(task, "racer-" + lane);
            thread.setDaemon(true);
            thread.start();
        }
        return tasks.stream().map(Racers::finish).toList();
    }

    /**
     * Runs as many threads as there are lanes, and returns what each brought home, by lane.
     *
     * @throws AssertionError if one threw something, or has not ended after two minutes
     */
    public static <T> List<T> all(int lanes, Racer<T> racer) {
        List<T> results = new ArrayList<>();
        for (Finish<T> finish : race(lanes, racer)) {
            if (finish.failure != null || finish.result == null) {
                throw new AssertionError("a racer failed", finish.failure);
            }
            results.add(finish.result);
        }
        return results;
    }

    /**
     * Does something with each of many values from a few threads, for what would wait for each in turn.
     *
     * @throws AssertionError if it threw something, or has not ended after two minutes
     */
    public static <T> void each(List<T> values, Consumer<T> action) {
        all(THREADS, lane -> {
            for (int i = lane; i < values.size(); i += THREADS) {
                action.accept(values.get(i));
            }
            return lane;
        });
    }

    private static <T> Finish<T> finish(FutureTask<T> task) {
        try {
            return new Finish<>(task.get(LIMIT_SECONDS, TimeUnit.SECONDS), null);
        } catch (ExecutionException e) {
            return new Finish<>(null, e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("a racer has not ended after " + LIMIT_SECONDS + " seconds", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while racers run", e);
        }
    }
}
