package dev.chatstore.core.backend;

import dev.chatstore.api.ClosedException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open state of a store. Closing it waits for the running calls, for 30 seconds at most, and refuses all later
 * ones. Safe for use by several threads; a call through an open gate takes no lock.
 */
public final class OpenGate {
    private static final Logger LOG = LoggerFactory.getLogger(OpenGate.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);
    private static final int ALL = Integer.MAX_VALUE;

    /** Each running call holds one permit; {@link #close()} takes all of them. */
    private final Semaphore calls = new Semaphore(ALL);

    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile boolean closed;
    private final String name;

    /**
     * Creates an open gate.
     *
     * @param name the store's name in log messages
     */
    public OpenGate(String name) {
        this.name = name;
    }

    /**
     * Throws an exception once {@link #close()} was called. {@code close} does not wait for what the caller does next.
     *
     * @throws ClosedException if the gate is closing or closed
     */
    public void checkOpen() {
        if (closing.get()) {
            throw new ClosedException();
        }
    }

    /**
     * Runs a call and returns its result. {@link #close()} waits for its end. A call that begins while {@code close}
     * waits is still run, since it may be a step of an operation that began before.
     *
     * @throws ClosedException if the gate is closed; the call was not run
     */
    public <T extends @Nullable Object> T call(Supplier<T> call) {
        if (closed || !calls.tryAcquire()) {
            throw new ClosedException();
        }
        try {
            return call.get();
        } finally {
            calls.release();
        }
    }

    /**
     * Closes the gate: waits until no call is running, for 30 seconds at most or until the thread is interrupted, then
     * refuses all calls. An interrupt stays set.
     *
     * @return whether this call closed the gate; false, without waiting, if it was closing or closed before
     */
    public boolean close() {
        if (!closing.compareAndSet(false, true)) {
            return false;
        }
        // An interrupt from before does not cut the wait short.
        try (DeferredInterrupt interrupt = DeferredInterrupt.begin()) {
            awaitCalls(interrupt);
        } finally {
            closed = true;
        }
        return true;
    }

    private void awaitCalls(DeferredInterrupt interrupt) {
        try {
            if (!calls.tryAcquire(ALL, CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("{} is closed although calls are still running after {}", name, CLOSE_TIMEOUT);
            }
        } catch (InterruptedException e) {
            interrupt.caught();
        }
    }
}
