package dev.chatstore.peers;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Prints what is being done, and how long the rest takes if its steps take as long as those so far. */
final class Progress {
    private final PrintStream out;
    private final LongSupplier nanos;
    private final int steps;
    private final long start;
    private int begun;

    Progress(PrintStream out, LongSupplier nanos, int steps) {
        this.out = out;
        this.nanos = nanos;
        this.steps = steps;
        start = nanos.getAsLong();
    }

    /** Begins a step. */
    void step(String name) {
        String left = "";
        if (begun > 0) {
            long seconds = (nanos.getAsLong() - start) / begun * Math.max(0, steps - begun) / 1_000_000_000;
            left = String.format(Locale.ROOT, " (about %d:%02d left)", seconds / 60, seconds % 60);
        }
        begun++;
        out.println("[" + begun + "/" + steps + "] " + name + left);
    }
}
