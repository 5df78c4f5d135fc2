package dev.chatstore.bench.report;

import dev.chatstore.bench.measure.Aim;
import dev.chatstore.bench.measure.Figures;
import dev.chatstore.bench.measure.Result;
import dev.chatstore.bench.measure.Statistics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table.
 *
 * @param path the name of the measured operation
 * @param ours the store's figure
 * @param raw the raw operation's figure
 * @param operation the raw operation
 * @param ratio the ratio of both, in words
 * @param range the smallest and the largest of the rounds
 * @param aim the aim in words
 * @param met whether it is met: yes, no, or nothing
 * @param cpu processor time of an operation, client + servers
 * @param rawCpu the same of the raw operation
 * @param latency percentiles of the store's time
 * @param bytes what the store's callers allocate for an operation
 */
record Row(
        String path,
        String ours,
        String raw,
        String operation,
        String ratio,
        String range,
        String aim,
        String met,
        String cpu,
        String rawCpu,
        String latency,
        String bytes) {
    /** Returns the rows of a result, one for each aim. */
    static List<Row> of(Result result) {
        List<Row> rows = new ArrayList<>();
        for (Aim aim : result.aims()) {
            rows.add(result.failure() == null ? row(result, aim) : failed(result, aim));
        }
        return rows;
    }

    private static String ratio(double figure, Aim aim) {
        return switch (aim.kind()) {
            case TIME -> text("%.2fx the time", figure);
            case RATE -> text("%.2fx the rate", figure);
            case CPU -> text("%.2fx the processor time", figure);
            case MILLIS, BYTES, MESSAGES_PER_SECOND -> "";
        };
    }

    private static Row row(Result result, Aim aim) {
        List<Double> figures = result.figures(aim);
        double figure = Statistics.median(figures);
        Figures ours = result.ours().median();
        Result.Measured raw = result.raw();
        Figures theirs = raw == null ? null : raw.median();
        boolean ofCpu = aim.kind() == Aim.Kind.CPU;
        return new Row(
                result.path() + (ofCpu ? ", processor time" : ""),
                figure(ours, aim),
                theirs == null ? "" : figure(theirs, aim),
                raw == null ? "" : raw.label(),
                ratio(figure, aim),
                text(
                        aim.kind().isAbsolute() ? "%,.0f to %,.0f" : "%.2f to %.2f",
                        Collections.min(figures),
                        Collections.max(figures)),
                aim.text(),
                aim.bound() == null ? "" : aim.isMetBy(figure) ? "yes" : "no",
                cpu(ours),
                theirs == null ? "" : cpu(theirs),
                latency(ours),
                ours.bytes() == null ? "" : text("%,.0f", ours.bytes()));
    }

    private static Row failed(Result result, Aim aim) {
        return new Row(result.path(), "failed: " + result.failure(), "", "", "", "", aim.text(), "no", "", "", "", "");
    }

    private static String figure(Figures figures, Aim aim) {
        return switch (aim.kind()) {
            case TIME, RATE -> text("%,.0f/s", figures.rate());
            case CPU -> cpu(figures);
            case MILLIS, BYTES, MESSAGES_PER_SECOND -> text("%,.0f", figures.rate()) + aim.unit();
        };
    }

    private static String cpu(Figures figures) {
        return figures.clientCpu() == null ? "" : text("%.1f + %.1f", figures.clientCpu(), figures.serverCpu());
    }

    private static String latency(Figures figures) {
        return figures.p50() == null
                ? ""
                : micros(figures.p50()) + " / " + micros(figures.p99()) + " / " + micros(figures.p999());
    }

    private static String micros(@Nullable Double micros) {
        return micros == null ? "" : text(micros < 10 ? "%.3f" : "%,.0f", micros);
    }

    private static String text(String format, @Nullable Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** Returns the row in a few words. */
    String outcome() {
        return (ratio.isEmpty() ? ours : ratio + ", " + ours)
                + (aim.isEmpty() ? "" : " (aim " + aim + ": " + met + ")");
    }

    /** Returns the row in Markdown. */
    String markdown() {
        return "| "
                + String.join(" | ", path, ours, raw, operation, ratio, range, aim, met, cpu, rawCpu, latency, bytes)
                + " |";
    }
}
