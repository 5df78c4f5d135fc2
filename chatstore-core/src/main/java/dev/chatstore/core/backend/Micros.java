package dev.chatstore.core.backend;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Converts between instants and their stored form: microseconds since 1970, independent of any time zone. */
public final class Micros {
    private static final long PER_SECOND = 1_000_000L;

    private Micros() {}

    /**
     * Returns an instant in microseconds, rounded down.
     *
     * @throws ArithmeticException if it is further than 292,000 years from 1970
     */
    public static long of(Instant instant) {
        // ChronoUnit.MICROS.between counts in nanoseconds, which overflow in the year 2262.
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), PER_SECOND), instant.getNano() / 1_000);
    }

    /** Returns the current time as it is stored. */
    public static Instant now(InstantSource clock) {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Returns the instant of a number of microseconds. */
    public static Instant toInstant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * 1_000L);
    }
}
