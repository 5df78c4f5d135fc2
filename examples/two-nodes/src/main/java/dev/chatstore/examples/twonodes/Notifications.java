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

/** The notifications that the listener of a node received. */
final class Notifications {
    private static final int TIMEOUT_SECONDS = 30;

    private final ConcurrentMap<Long, CompletableFuture<Long>> times = new ConcurrentHashMap<>();
    private final List<Long> order = new CopyOnWriteArrayList<>();
    private final AtomicInteger gaps = new AtomicInteger();

    void received(NodeMessage.Received received) {
        order.add(received.sequence());
        time(received.sequence()).complete(received.at());
    }

    void missed() {
        gaps.incrementAndGet();
    }

    private CompletableFuture<Long> time(long sequence) {
        return times.computeIfAbsent(sequence, any -> new CompletableFuture<>());
    }

    /** Returns whether a message has been received. */
    boolean has(long sequence) {
        return time(sequence).isDone();
    }

    /** Waits for a message and returns when it was received, in microseconds since 1970. */
    long when(long sequence) {
        try {
            return time(sequence).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("message " + sequence + " was not received", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Returns the sequences of the received messages, in order. */
    List<Long> order() {
        return List.copyOf(order);
    }

    /** Returns the number of gaps of which the listener was notified. */
    int gaps() {
        return gaps.get();
    }
}
