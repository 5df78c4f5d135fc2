package dev.chatstore.api.spi;

import dev.chatstore.api.Change;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What a backend is opened with.
 *
 * @param url where it is
 * @param settings how it is to behave
 * @param clock the time, for what is written about when; it never orders messages
 * @param random the source of randomness, safe for use by many threads
 * @param committed is told of each change to a conversation once it is durable and before its caller is; it is quick and
 *     throws nothing. The appends of one conversation come in the order of their versions; what several threads change at
 *     the same moment may come in another
 */
public record BackendContext(
        ConnectionUrl url, Settings settings, InstantSource clock, RandomGenerator random, Consumer<Change> committed) {
    /** Makes a context in which nobody is told of changes. */
    public BackendContext(ConnectionUrl url, Settings settings, InstantSource clock, RandomGenerator random) {
        this(url, settings, clock, random, change -> {});
    }
}
