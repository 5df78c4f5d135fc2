package dev.chatstore.examples.twonodes;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** What the listener of a node was told. */
final class Hearing {
    private static final int PATIENCE_SECONDS = 30;

    private final ConcurrentMap<Long, CompletableFuture<Long>> times = new ConcurrentHashMap<>();
    private final List<Long> order = new CopyOnWriteArrayList<>();
    private final AtomicInteger gaps = new AtomicInteger();

    void heard(Word.Heard heard) {
        order.add(heard.sequence());
        time(heard.sequence()).complete(heard.at());
    }

    void missed() {
        gaps.incrementAndGet();
    }

    private CompletableFuture<Long> time(long sequence) {
        return times.computeIfAbsent(sequence, any -> new CompletableFuture<>());
    }

    /** Returns whether a message was heard by now. */
    boolean has(long sequence) {
        return time(sequence).isDone();
    }

    /** Returns when a message was heard, in microseconds since 1970, waiting for it if need be. */
    long when(long sequence) {
        try {
            return time(sequence).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("message " + sequence + " is not heard", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Returns all that was heard, in order. */
    List<Long> order() {
        return List.copyOf(order);
    }

    /** Returns how many times the listener was told that it had missed something. */
    int gaps() {
        return gaps.get();
    }
}
