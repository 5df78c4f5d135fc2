package dev.chatstore.bench.life;

import dev.chatstore.bench.measure.Statistics;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of the report.
 *
 * @param measured what was measured
 * @param unit the unit of the figures, or nothing for a ratio
 * @param figures the figures of all rounds
 * @param aim what the median should reach, or null
 */
record LifeRow(
        String measured,
        String unit,
        List<Double> figures,
        @Nullable Double aim) {
    private static final double WHOLE = 100;

    LifeRow(String measured, String unit, List<Double> figures) {
        this(measured, unit, figures, null);
    }

    double median() {
        return Statistics.median(figures);
    }

    /** Returns the row of a table. */
    String markdown() {
        String range =
                figures.size() == 1 ? "" : text(Collections.min(figures)) + " to " + text(Collections.max(figures));
        String bound = aim == null ? "" : "at least " + aim + (median() >= aim ? "" : ", missed");
        return "| %s | %s%s | %s | %s |"
                .formatted(measured, text(median()), unit.isEmpty() ? "" : " " + unit, range, bound);
    }

    private static String text(double figure) {
        return (figure >= WHOLE ? "%,.0f" : figure >= 1 ? "%.2f" : "%.3f").formatted(figure);
    }
}
