package dev.chatstore.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that a test controls. It stands still by default, and may go back. Safe for use by multiple threads. */
public final class MutableClock implements InstantSource {
    private final AtomicReference<State> state;

    private MutableClock(Instant start) {
        state = new AtomicReference<>(new State(start, Duration.ZERO));
    }

    /** Returns a clock that shows the instant and stands still. */
    public static MutableClock at(Instant start) {
        return new MutableClock(start);
    }

    /** Returns the current instant, and then moves the clock by the tick, if one is set. */
    @Override
    public Instant instant() {
        return state.getAndUpdate(now -> new State(now.instant.plus(now.tick), now.tick)).instant;
    }

    /** Sets the clock to an instant, which may be earlier than the current one. */
    public void set(Instant instant) {
        state.updateAndGet(now -> new State(instant, now.tick));
    }

    /** Moves the clock forward, or back if the duration is negative. */
    public void advance(Duration by) {
        state.updateAndGet(now -> new State(now.instant.plus(by), now.tick));
    }

    /** Makes the clock move by the duration after each reading. A negative duration moves it back. */
    public void tick(Duration by) {
        state.updateAndGet(now -> new State(now.instant, by));
    }

    /** Makes the clock stand still again. */
    public void freeze() {
        tick(Duration.ZERO);
    }

    private record State(Instant instant, Duration tick) {}
}
