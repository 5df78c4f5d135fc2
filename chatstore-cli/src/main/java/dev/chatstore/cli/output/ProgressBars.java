package dev.chatstore.cli.output;

import java.io.PrintStream;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows progress on a terminal, as a bar with the rate and the time left. */
final class ProgressBars {
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

    private ProgressBars() {}

    static Progress start(PrintStream terminal, int width, String task, String unit, long total) {
        Line line = new Line(terminal, width - 1);
        ProgressBar bar = new ProgressBarBuilder()
                .setTaskName(task + " " + unit)
                .setInitialMax(total)
                .showSpeed(new DecimalFormat("0", DecimalFormatSymbols.getInstance(Locale.ROOT)))
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(INTERVAL_MILLIS)
                .setConsumer(line)
                .build();
        return new Progress() {
            @Override
            public void reached(long done) {
                if (done > bar.getCurrent()) {
                    bar.stepTo(done);
                }
            }

            @Override
            public void close() {
                bar.close();
                // The library does not end the line of a bar that is closed before it was first drawn.
                line.close();
            }
        };
    }
}
