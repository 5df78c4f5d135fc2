package dev.chatstore.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is told otherwise. It may go back. Safe for use by many threads. */
public final class MutableClock implements InstantSource {
    private final AtomicReference<State> state;

    private MutableClock(Instant start) {
        state = new AtomicReference<>(new State(start, Duration.ZERO));
    }

    /** Returns a clock that stands at an instant. */
    public static MutableClock at(Instant start) {
        return new MutableClock(start);
    }

    /** Returns the instant it shows, and moves on by the tick if there is one. */
    @Override
    public Instant instant() {
        return state.getAndUpdate(now -> new State(now.instant.plus(now.tick), now.tick)).instant;
    }

    /** Puts it to an instant, earlier or later. */
    public void set(Instant instant) {
        state.updateAndGet(now -> new State(instant, now.tick));
    }

    /** Moves it on, or back by a negative duration. */
    public void advance(Duration by) {
        state.updateAndGet(now -> new State(now.instant.plus(by), now.tick));
    }

    /** Makes it move by that much, negative for back, after each reading. */
    public void tick(Duration by) {
        state.updateAndGet(now -> new State(now.instant, by));
    }

    /** Makes it stand still where it is. */
    public void freeze() {
        tick(Duration.ZERO);
    }

    private record State(Instant instant, Duration tick) {}
}
