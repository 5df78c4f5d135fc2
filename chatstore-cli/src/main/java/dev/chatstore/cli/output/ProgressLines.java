package dev.chatstore.cli.output;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Shows progress where no terminal is, as a plain line every ten seconds. */
final class ProgressLines implements ProgressDisplay {
    private static final long INTERVAL = TimeUnit.SECONDS.toNanos(10);

    private final PrintStream out;
    private final String task;
    private final ProgressUnit unit;
    private final LongSupplier total;
    private final LongSupplier nanos;
    private final long start;
    private long lastLine;
    private OptionalLong known = OptionalLong.empty();

    ProgressLines(PrintStream out, String task, ProgressUnit unit, LongSupplier total, LongSupplier nanos) {
        this.unit = unit;
        this.out = out;
        this.task = task;
        this.total = total;
        this.nanos = nanos;
        start = nanos.getAsLong();
        lastLine = start;
    }

    @Override
    public void reached(long done) {
        long now = nanos.getAsLong();
        if (now - lastLine >= INTERVAL) {
            lastLine = now;
            if (known.isEmpty()) {
                known = OptionalLong.of(total.getAsLong());
            }
            out.println(line(done, known.getAsLong(), now - start));
        }
    }

    private String line(long done, long total, long elapsed) {
        double perSecond = done * 1e9 / elapsed;
        String rate = task + ": " + unit.amount((double) done) + ", " + unit.rate(perSecond);
        if (total < done || done == 0) {
            return rate;
        }
        Duration left = Duration.ofSeconds(Math.round((total - done) / perSecond));
        return String.format(
                Locale.ROOT,
                "%s, %d %%, %d:%02d:%02d left",
                rate,
                100 * done / total,
                left.toHours(),
                left.toMinutesPart(),
                left.toSecondsPart());
    }
}
