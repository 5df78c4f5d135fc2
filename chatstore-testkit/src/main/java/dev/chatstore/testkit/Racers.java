package dev.chatstore.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs threads that start at the same moment, and collects their results. */
public final class Racers {
    private static final long LIMIT_SECONDS = 120;
    private static final int THREADS = 8;

    private Racers() {}

    /**
     * The work of one thread.
     *
     * @param <T> the type of its result
     */
    @FunctionalInterface
    public interface Racer<T extends @Nullable Object> {
        /** Runs once all racers are ready. The racers are numbered from 0. */
        T run(int number) throws Exception;
    }

    /**
     * The result or the failure of one racer.
     *
     * @param result the result, or null if the racer failed
     * @param failure the exception that the racer threw, or null if it succeeded
     */
    public record Finish<T>(@Nullable T result, @Nullable Throwable failure) {}

    /**
     * Runs that many racers, and returns the result or failure of each, in the order of their numbers.
     *
     * @throws AssertionError if a racer does not end within two minutes
     */
    public static <T> List<Finish<T>> race(int count, Racer<T> racer) {
        CyclicBarrier start = new CyclicBarrier(count);
        List<Future<T>> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            tasks.add(start("racer-" + number, () -> {
                start.await();
                return racer.run(number);
            }));
        }
        return tasks.stream().map(Racers::finish).toList();
    }

    /**
     * Runs that many racers, and returns the result of each, in the order of their numbers.
     *
     * @throws AssertionError if a racer fails, or does not end within two minutes
     */
    public static <T> List<T> all(int count, Racer<T> racer) {
        List<T> results = new ArrayList<>();
        for (Finish<T> finish : race(count, racer)) {
            if (finish.failure != null || finish.result == null) {
                throw new AssertionError("a racer failed: " + finish.failure, finish.failure);
            }
            results.add(finish.result);
        }
        return results;
    }

    /**
     * Applies an action to each value, on a few threads. Useful when the action mostly waits.
     *
     * @throws AssertionError if the action fails, or the threads do not end within two minutes
     */
    public static <T> void each(List<T> values, Consumer<T> action) {
        all(THREADS, racer -> {
            for (int i = racer; i < values.size(); i += THREADS) {
                action.accept(values.get(i));
            }
            return racer;
        });
    }

    /**
     * Runs some work in a thread of its own. The common pool would not do: it has one or two threads on a small
     * machine, and work that waits for other work there may wait for ever.
     */
    public static <T extends @Nullable Object> Future<T> start(String name, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private static <T> Finish<T> finish(Future<T> task) {
        try {
            return new Finish<>(task.get(LIMIT_SECONDS, TimeUnit.SECONDS), null);
        } catch (ExecutionException e) {
            return new Finish<>(null, e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("a racer did not end within " + LIMIT_SECONDS + " seconds", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for racers", e);
        }
    }
}
