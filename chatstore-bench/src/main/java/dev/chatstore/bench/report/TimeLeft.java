package dev.chatstore.bench.report;

import java.time.Duration;
import java.util.List;

/** Estimates how long a run still takes. */
final class TimeLeft {
    /** Planned time that must be over before the plan is corrected. */
    private static final Duration KNOWN = Duration.ofSeconds(20);

    private TimeLeft() {}

    /** Returns the planned time of the steps that are left, corrected by how much longer those before took. */
    static Duration of(List<Duration> planned, int done, Duration elapsed) {
        Duration before = sum(planned.subList(0, done));
        Duration left = sum(planned.subList(done, planned.size()));
        if (before.compareTo(KNOWN) < 0) {
            return left;
        }
        return Duration.ofMillis(Math.round(left.toMillis() * ((double) elapsed.toMillis() / before.toMillis())));
    }

    private static Duration sum(List<Duration> durations) {
        return durations.stream().reduce(Duration.ZERO, Duration::plus);
    }
}
