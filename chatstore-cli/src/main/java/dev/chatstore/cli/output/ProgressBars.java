package dev.chatstore.cli.output;

import java.io.PrintStream;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows progress on a terminal, as a bar with the rate and the time left. */
final class ProgressBars {
    private static final int INTERVAL_MILLIS = 200;

    private ProgressBars() {}

    static Progress start(PrintStream terminal, int width, String task, String unit, long total) {
        ProgressBar bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setUnit(" " + unit, 1)
                .showSpeed(new DecimalFormat("0", DecimalFormatSymbols.getInstance(Locale.ROOT)))
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(INTERVAL_MILLIS)
                .setConsumer(new ConsoleProgressBarConsumer(terminal, width - 1))
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
            }
        };
    }
}
