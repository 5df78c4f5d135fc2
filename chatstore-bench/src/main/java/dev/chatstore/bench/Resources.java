package dev.chatstore.bench;

import java.util.ArrayDeque;
import java.util.Deque;

/** What is closed together, the last one first. */
final class Resources implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T resource) {
        open.push(resource);
        return resource;
    }

    @Override
    public void close() {
        RuntimeException failure = null;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                failure = failure == null ? new IllegalStateException("cannot close what was measured", e) : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
