package dev.chatstore;

import dev.chatstore.api.ClosedException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Whether a storage is open, shared by all that it handed out. */
final class Lifecycle {
    private final AtomicBoolean closed = new AtomicBoolean();

    void checkOpen() {
        if (closed.get()) {
            throw new ClosedException();
        }
    }

    /** Returns whether this call is the one that closes. */
    boolean close() {
        return closed.compareAndSet(false, true);
    }
}
