package dev.chatstore.bench.report;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Prints what runs, and how much time is left. */
public final class Progress {
    private final List<Duration> planned;
    private final Instant started;
    private final InstantSource clock;
    private final PrintStream out;

    /**
     * Creates the progress of a run.
     *
     * @param planned how long each step takes, in order
     * @param started when the first one began
     */
    public Progress(List<Duration> planned, Instant started, InstantSource clock, PrintStream out) {
        this.planned = List.copyOf(planned);
        this.started = started;
        this.clock = clock;
        this.out = out;
    }

    /** Prints that a step begins, by its number from 0. */
    public void begin(int step, String name) {
        Duration elapsed = Duration.between(started, clock.instant());
        out.printf(
                "[%d of %d, %s elapsed, %s left] %s%n",
                step + 1, planned.size(), text(elapsed), text(TimeLeft.of(planned, step, elapsed)), name);
    }

    /** Prints the outcome of the step. */
    public void end(String outcome) {
        out.printf("    %s%n", outcome);
    }

    private static String text(Duration duration) {
        return "%d:%02d".formatted(duration.toMinutes(), duration.toSecondsPart());
    }
}
