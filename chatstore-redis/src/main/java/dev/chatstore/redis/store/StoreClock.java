package dev.chatstore.redis.store;

import dev.chatstore.core.backend.Micros;
import dev.chatstore.redis.client.RedisCalls;
import dev.chatstore.redis.client.Reply;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The server's time, by which data expires and is removed, whatever this process's clock says. Scripts ask the server
 * themselves; here it is what the server last said, and what has passed since. Thread-safe.
 */
final class StoreClock {
    private static final long OLD_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** A process that stood still, or whose clock was set, sees its two clocks differ by more. */
    private static final long DIFFERENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final RedisCalls calls;
    private final InstantSource clock;
    private final @Nullable InstantSource given;
    private volatile @Nullable Reading last;

    /** The server's time, and that of this process's two clocks when it was read. */
    private record Reading(long serverMicros, long nanos, long millis) {
        long passedNanos() {
            return System.nanoTime() - nanos;
        }

        boolean isReliable(long nowMillis) {
            long passed = passedNanos();
            long byOther = TimeUnit.MILLISECONDS.toNanos(nowMillis - millis);
            return passed < OLD_NANOS && Math.abs(byOther - passed) < DIFFERENCE_NANOS;
        }
    }

    /**
     * Creates the clock.
     *
     * @param clock this process's clock, right or wrong
     * @param given the clock that a test controls, in place of the server's
     */
    StoreClock(RedisCalls calls, InstantSource clock, @Nullable InstantSource given) {
        this.calls = calls;
        this.clock = clock;
        this.given = given;
    }

    /** Returns the argument of scripts that need the time: empty, so that they ask the server, or a given time. */
    String argument() {
        return given == null ? "" : Long.toString(Micros.of(Micros.now(given)));
    }

    /** Returns the time that a server reported in a reply which has just arrived, or a given one, in microseconds. */
    long reported(long micros) {
        return given == null ? micros : Micros.of(Micros.now(given));
    }

    /**
     * Returns the time in microseconds. Costs a round trip once a minute, and after this process stood still or its clock was
     * set.
     *
     * @param key a key of the node to ask
     */
    long micros(byte[] key) {
        Reading reading = last;
        return given == null && reading != null && reading.isReliable(clock.millis())
                ? reading.serverMicros + TimeUnit.NANOSECONDS.toMicros(reading.passedNanos())
                : askMicros(key);
    }

    /** Returns the time of a key's node in microseconds, for a round trip: before something is removed. */
    long askMicros(byte[] key) {
        if (given != null) {
            return Micros.of(Micros.now(given));
        }
        Reply reply =
                Reply.of(calls.query(StoreScript.SESSION_TIME.on(List.of(key)).call()));
        // Only then, since the call may have been repeated: the time is late by its way here, and never early.
        last = new Reading(reply.number(1), System.nanoTime(), clock.millis());
        return reply.number(1);
    }
}
