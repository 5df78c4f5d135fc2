package dev.chatstore.redis.codec;

import java.time.Instant;

/** Times as they are stored: microseconds since 1970-01-01T00:00Z. */
public final class Micros {
    private Micros() {}

    /** Returns an instant in microseconds. */
    public static long of(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    }

    /** Returns the instant of microseconds. */
    public static Instant toInstant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
    }
}
