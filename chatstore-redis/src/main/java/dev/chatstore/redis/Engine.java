package dev.chatstore.redis;

import dev.chatstore.api.Change;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What every operation works with.
 *
 * @param committed is told of each change once it is made, in the turn of its conversation
 */
// Six components: all that an operation needs, handed on as one.
record Engine(
        RedisCalls calls,
        KeyMaker keys,
        Turns turns,
        InstantSource clock,
        RandomGenerator random,
        Consumer<Change> committed) {
    /** Returns the time in microseconds. */
    long now() {
        return Micros.of(clock.instant());
    }

    /** Returns a number that tells a write from all others. */
    long token() {
        return random.nextLong();
    }
}
