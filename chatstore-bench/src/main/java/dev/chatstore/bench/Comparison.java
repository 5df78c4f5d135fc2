package dev.chatstore.bench;

import java.util.List;

/**
 * A row of the table: an operation of the store and the raw operations that it is compared with.
 *
 * @param path the name of the measured operation
 * @param ours the operation of the store
 * @param raw alternative raw operations, the fastest of which is compared
 * @param aim the aim for their ratio
 */
record Comparison(String path, BenchmarkCase ours, List<BenchmarkCase> raw, Aim aim) {
    /** How a ratio is computed. */
    enum Kind {
        /** Time of the operation divided by the time of the raw operation; less is better. */
        TIME,
        /** Rate of the operation divided by the rate of the raw operation; more is better. */
        RATE
    }

    /**
     * A bound for a ratio.
     *
     * @param kind how the ratio is computed
     * @param bound the bound, or NaN for none
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
