package dev.chatstore.examples.twonodes;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The system clock, which all processes of the machine share. */
final class Clock {
    private Clock() {}

    /** Returns the microseconds since 1970. */
    static long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }
}
