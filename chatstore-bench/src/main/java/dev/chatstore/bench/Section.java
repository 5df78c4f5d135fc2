package dev.chatstore.bench;

import dev.chatstore.bench.store.Backend;
import java.time.Duration;
import java.util.List;

/** Measurements that share servers and a process. */
interface Section extends AutoCloseable {
    /** Returns its name. */
    String name();

    /** Returns all its measurements, in order. */
    List<Step> steps();

    /** Returns the databases that it starts. */
    List<Backend> backends();

    /** Returns whether it starts a Redis. */
    default boolean needsRedis() {
        return false;
    }

    /** Returns how long {@link #open} takes. */
    Duration opening();

    /** Starts the servers, and writes what the steps need. */
    void open(List<Step> selected) throws Exception;

    @Override
    void close();
}
