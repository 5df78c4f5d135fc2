package dev.chatstore.api.spi;

import dev.chatstore.api.Change;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What a backend is opened with.
 *
 * @param url the location
 * @param settings the configured values
 * @param clock the clock for times that are stored; it never orders messages
 * @param random the source of randomness, safe for use by many threads
 * @param committed receives each change of a conversation once it is durable and before its caller returns. It is quick and
 *     throws nothing. The appends of one conversation arrive in the order of their versions; changes that several threads
 *     make at the same time may arrive in another order
 * @param store for a shared cache, the {@linkplain Backend#identity() identity} of the store behind it; empty for a backend
 */
public record BackendContext(
        ConnectionUrl url,
        Settings settings,
        InstantSource clock,
        RandomGenerator random,
        Consumer<Change> committed,
        String store) {
    /** Creates a context whose changes nobody receives. */
    public BackendContext(ConnectionUrl url, Settings settings, InstantSource clock, RandomGenerator random) {
        this(url, settings, clock, random, change -> {});
    }

    /** Creates the context of a backend. */
    public BackendContext(
            ConnectionUrl url,
            Settings settings,
            InstantSource clock,
            RandomGenerator random,
            Consumer<Change> committed) {
        this(url, settings, clock, random, committed, "");
    }

    /** Returns the same context for the shared cache of a store. */
    public BackendContext ofStore(String identity) {
        return new BackendContext(url, settings, clock, random, committed, identity);
    }
}
