package dev.chatstore;

import dev.chatstore.api.ClosedException;
import dev.chatstore.core.operations.Health;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * The health of one tier, asked in a thread of its own, and by one thread at a time: while a tier hangs, so does one
 * thread, however often its health is asked for. Safe for use by several threads.
 */
final class HealthProbe {
    private final AtomicReference<CompletableFuture<Health.Part>> last =
            new AtomicReference<>(CompletableFuture.completedFuture(new Health.Part("", Health.State.UP, null)));
    private final String name;
    private final Health.State bad;
    private final Supplier<Health.Part> call;
    private final ThreadFactory threads;

    /**
     * Creates a probe.
     *
     * @param bad the state of the tier if it does not answer
     * @param call asks the tier, however long that takes
     */
    HealthProbe(String name, Health.State bad, Supplier<Health.Part> call, ThreadFactory threads) {
        this.name = name;
        this.bad = bad;
        this.call = call;
        this.threads = threads;
    }

    /** Asks the tier, unless an earlier question is still open. */
    void ask() {
        CompletableFuture<Health.Part> before = last.get();
        CompletableFuture<Health.Part> next = new CompletableFuture<>();
        if (before.isDone() && last.compareAndSet(before, next)) {
            try {
                threads.newThread(() -> ask(next)).start();
            } catch (Throwable e) {
                next.completeExceptionally(e);
            }
        }
    }

    private void ask(CompletableFuture<Health.Part> answer) {
        try {
            answer.complete(call.get());
        } catch (Throwable e) {
            answer.completeExceptionally(e);
        }
    }

    /**
     * Returns the answer, or that there is none.
     *
     * @param end the time until which to wait, as {@link System#nanoTime} measures it
     * @param timeout the time that the caller set, for the reason
     * @throws ClosedException if the storage was closed meanwhile
     */
    Health.Part answer(long end, Duration timeout) {
        try {
            return last.get().get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return without("did not answer within " + timeout.toMillis() + " ms");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return without("was not waited for, since the thread was interrupted");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof ClosedException) {
                throw new ClosedException();
            }
            return without("could not be asked: " + cause.getClass().getName());
        }
    }

    private Health.Part without(String reason) {
        return new Health.Part(name, bad, reason);
    }
}
