package dev.chatstore.bench.measure;

import org.HdrHistogram.Histogram;

/**
 * What a team did in one or more slices.
 *
 * @param inTime calls that ended before the end of the slice; these give the rate
 * @param calls all calls, with those that were under way at its end; processor time and bytes are divided by these
 * @param nanos length of the slice
 * @param latency times of all calls, in nanoseconds
 * @param used processor time until the last call ended
 * @param wall time until the last call ended, in nanoseconds
 * @param bytes what the team's threads allocated
 */
record Slice(long inTime, long calls, long nanos, Histogram latency, Reading used, long wall, long bytes) {
    /** Returns both as one slice. */
    Slice plus(Slice other) {
        Histogram both = latency.copy();
        both.add(other.latency);
        return new Slice(
                inTime + other.inTime,
                calls + other.calls,
                nanos + other.nanos,
                both,
                used.plus(other.used),
                wall + other.wall,
                bytes + other.bytes);
    }
}
