package dev.chatstore.bench.measure;

import java.time.Duration;

/**
 * The times of a comparison.
 *
 * @param warmup time of each side before the first round
 * @param slice time of a slice; a round has two for each side
 * @param rounds number of rounds
 */
public record Plan(Duration warmup, Duration slice, int rounds) {
    /** Returns how long a comparison takes. */
    public Duration duration(int sides) {
        return warmup.plus(slice.multipliedBy(2L * rounds)).multipliedBy(sides);
    }
}
