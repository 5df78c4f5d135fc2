package dev.chatstore.api.spi;

import dev.chatstore.api.Change;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a backend is opened with.
 *
 * @param url the location
 * @param settings the configured values
 * @param clock the clock for times that are stored with messages, conversations and sessions; it orders nothing
 *     but the lists by creation and by last activity, and expires and removes nothing
 * @param expiryClock the clock by which sessions expire and removed data is forgotten, which a test controls; null for the
 *     server's, which all processes share
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
        @Nullable InstantSource expiryClock,
        RandomGenerator random,
        Consumer<Change> committed,
        String store) {
    /** Creates a context with the server's clock, whose changes nobody receives. */
    public BackendContext(ConnectionUrl url, Settings settings, InstantSource clock, RandomGenerator random) {
        this(url, settings, clock, null, random, change -> {}, "");
    }

    /** Returns the same context with other clocks. */
    public BackendContext withClocks(InstantSource newClock, @Nullable InstantSource newExpiryClock) {
        return new BackendContext(url, settings, newClock, newExpiryClock, random, committed, store);
    }

    /** Returns the same context with another receiver of changes. */
    public BackendContext withCommitted(Consumer<Change> receiver) {
        return new BackendContext(url, settings, clock, expiryClock, random, receiver, store);
    }

    /** Returns the same context for the shared cache of a store. */
    public BackendContext ofStore(String identity) {
        return new BackendContext(url, settings, clock, expiryClock, random, committed, identity);
    }
}
