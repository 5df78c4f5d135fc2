package dev.chatstore.bench;

import java.util.List;

/**
 * A line of the table.
 *
 * @param path what is measured
 * @param ours how the store does it
 * @param raw the ways to do it without, of which the fastest counts
 * @param aim what the two are to be to each other
 */
record Line(String path, Measure ours, List<Measure> raw, Aim aim) {
    /** How a ratio is told and judged. */
    enum Kind {
        /** So many times the time of the raw operation, at most. */
        TIME,
        /** So many times the rate of the raw operation, at least. */
        RATE
    }

    /**
     * What a ratio is to be.
     *
     * @param kind how it is told
     * @param bound the bound, NaN where there is none
     */
    record Aim(Kind kind, double bound) {
        static final Aim NONE = new Aim(Kind.TIME, Double.NaN);

        static Aim timeWithin(double bound) {
            return new Aim(Kind.TIME, bound);
        }

        static Aim rateAtLeast(double bound) {
            return new Aim(Kind.RATE, bound);
        }

        double ratio(double ourRate, double rawRate) {
            return kind == Kind.TIME ? rawRate / ourRate : ourRate / rawRate;
        }

        boolean isMetBy(double ratio) {
            return kind == Kind.TIME ? ratio <= bound : ratio >= bound;
        }

        boolean isNone() {
            return Double.isNaN(bound);
        }
    }
}
