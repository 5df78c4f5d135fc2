package dev.chatstore.core.transfer;

import java.math.BigDecimal;

/** What the numbers of a table's column of times count, and since when. */
public enum EpochUnit {
    /** Seconds since 1970, with or without a fraction. */
    UNIX_SECONDS(0, 0),
    /** Milliseconds since 1970. */
    UNIX_MILLIS(3, 0),
    /** Microseconds since 1970. */
    UNIX_MICROS(6, 0),
    /** Nanoseconds since 1970. */
    UNIX_NANOS(9, 0),
    /** Seconds since 2001, as Apple's programs count them. */
    APPLE_SECONDS(0, EpochUnit.APPLE_EPOCH),
    /** Nanoseconds since 2001, as Apple's programs count them. */
    APPLE_NANOS(9, EpochUnit.APPLE_EPOCH);

    private static final long APPLE_EPOCH = 978_307_200;

    private final int digits;
    private final long epoch;

    EpochUnit(int digits, long epoch) {
        this.digits = digits;
        this.epoch = epoch;
    }

    /** Returns the seconds since 1970 of a number with a moderate exponent. */
    BigDecimal seconds(BigDecimal number) {
        return number.movePointLeft(digits).add(BigDecimal.valueOf(epoch));
    }
}
