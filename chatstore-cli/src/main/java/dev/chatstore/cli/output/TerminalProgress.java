package dev.chatstore.cli.output;

import java.io.PrintStream;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows progress on a terminal, as a bar with the rate and the time left, if the operation takes half a second. */
final class TerminalProgress implements ProgressDisplay {
    private static final long DELAY = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int INTERVAL_MILLIS = 200;

    /** The line of the bar, which is ended once. */
    private static final class Line extends ConsoleProgressBarConsumer {
        private final AtomicBoolean ended = new AtomicBoolean();

        Line(PrintStream terminal, int width) {
            super(terminal, width);
        }

        @Override
        public void close() {
            if (ended.compareAndSet(false, true)) {
                super.close();
            }
        }
    }

    private final Line line;
    private final String task;
    private final ProgressUnit unit;
    private final LongSupplier total;
    private final LongSupplier nanos;
    private final long start;
    private volatile @Nullable ProgressBar bar;
    private volatile boolean closed;

    // Six parameters: the last is a clock for tests.
    TerminalProgress(
            PrintStream terminal, int width, String task, ProgressUnit unit, LongSupplier total, LongSupplier nanos) {
        line = new Line(terminal, width - 1);
        this.task = unit.title(task);
        this.unit = unit;
        this.total = total;
        this.nanos = nanos;
        start = nanos.getAsLong();
    }

    @Override
    public void reached(long done) {
        ProgressBar shown = bar;
        long elapsed = nanos.getAsLong() - start;
        if (shown != null && done > shown.getCurrent()) {
            shown.stepTo(done);
        } else if (shown == null && elapsed >= DELAY && !closed) {
            bar = show(done, Duration.ofNanos(elapsed));
        }
    }

    private ProgressBar show(long done, Duration elapsed) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total.getAsLong())
                .setUnit(unit.suffix(), unit.size())
                .startsFrom(done, elapsed)
                .showSpeed(new DecimalFormat("0", DecimalFormatSymbols.getInstance(Locale.ROOT)))
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(INTERVAL_MILLIS)
                .setConsumer(line)
                .build();
    }

    @Override
    public void close() {
        closed = true;
        ProgressBar shown = bar;
        if (shown != null) {
            shown.close();
            // The library does not end the line of a bar that is closed before it was first drawn.
            line.close();
        }
    }
}
