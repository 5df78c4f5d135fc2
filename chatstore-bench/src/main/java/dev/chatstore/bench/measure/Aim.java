package dev.chatstore.bench.measure;

import org.jspecify.annotations.Nullable;

/**
 * A bound for a figure of the store, mostly for its ratio to the raw operation's.
 *
 * @param kind what is compared
 * @param bound the bound, or null if the figure is only reported
 */
public record Aim(Kind kind, @Nullable Double bound) {
    /** What is compared. */
    public enum Kind {
        /** Time of the operation divided by the time of the raw operation. */
        TIME(false),
        /** Rate of the operation divided by the rate of the raw operation. */
        RATE(true),
        /** Processor time of client and servers, divided by that of the raw operation. */
        CPU(false),
        /** Milliseconds of the operation alone. */
        MILLIS(false),
        /** Bytes of the operation alone. */
        BYTES(false),
        /** Messages of the operation alone in a second. */
        MESSAGES_PER_SECOND(true);

        private final boolean more;

        Kind(boolean more) {
            this.more = more;
        }

        /** Returns whether the figure has no raw operation. */
        public boolean isAbsolute() {
            return this == MILLIS || this == BYTES || this == MESSAGES_PER_SECOND;
        }
    }

    /** Returns an aim for the ratio of the time to the raw operation's. */
    public static Aim timeWithin(double bound) {
        return new Aim(Kind.TIME, bound);
    }

    /** Returns an aim for the ratio of the rate to the raw operation's. */
    public static Aim rateAtLeast(double bound) {
        return new Aim(Kind.RATE, bound);
    }

    /** Returns an aim for the ratio of the processor time to the raw operation's. */
    public static Aim cpuWithin(double bound) {
        return new Aim(Kind.CPU, bound);
    }

    /** Returns a comparison without an aim. */
    public static Aim none(Kind kind) {
        return new Aim(kind, null);
    }

    /** Returns whether a figure meets the bound, if there is one. */
    public boolean isMetBy(double figure) {
        return bound == null || (kind.more ? figure >= bound : figure <= bound);
    }

    /** Returns the bound in words, or nothing if there is none. */
    public String text() {
        if (bound == null) {
            return "";
        }
        String number = bound == Math.rint(bound) ? "%,.0f".formatted(bound) : Double.toString(bound);
        return (kind.more ? "at least " : "within ") + number + unit();
    }

    /** Returns the unit of an absolute figure with a space before it, or nothing. */
    public String unit() {
        return switch (kind) {
            case MILLIS -> " ms";
            case BYTES -> " bytes";
            case MESSAGES_PER_SECOND -> " messages/s";
            case TIME, RATE, CPU -> "";
        };
    }
}
