package dev.chatstore.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** Writes the results as Markdown: medians over the rounds, with their ranges. */
final class MarkdownReport {
    private static final int THOUSAND = 1_000;

    private final Results results;
    private final StringBuilder text = new StringBuilder();

    private MarkdownReport(Results results) {
        this.results = results;
    }

    static String of(Results results) {
        MarkdownReport report = new MarkdownReport(results);
        report.head();
        report.table("Time per append", Stage.Operation.APPEND, MarkdownReport::time);
        report.wal();
        report.table("Newest 50, reads per second", Stage.Operation.RECENT, MarkdownReport::rate);
        report.losses();
        return report.text.toString();
    }

    private void head() {
        results.head().forEach(line -> text.append(line).append("\n\n"));
        row(List.of("chat memory", "version", "configuration"));
        row(List.of("---", "---", "---"));
        results.peers().forEach(peer -> row(List.of(peer.name(), peer.version(), peer.configuration())));
    }

    private void table(String title, Stage.Operation operation, Function<List<Measured>, String> cell) {
        List<Stage> stages = results.stages(operation);
        begin(title, stages.stream().map(Stage::scale).toList());
        for (PeerDescription peer : results.peers()) {
            List<String> cells = new ArrayList<>(List.of(peer.name()));
            stages.forEach(stage -> cells.add(cell.apply(results.of(stage, peer))));
            row(cells);
        }
    }

    private void wal() {
        List<Stage> stages = results.stages(Stage.Operation.APPEND).stream()
                .filter(stage -> stage.callers() == 1)
                .toList();
        begin(
                "Bytes of write-ahead log per append",
                stages.stream()
                        .map(stage -> String.format(Locale.ROOT, "%,d", stage.history()))
                        .toList());
        for (PeerDescription peer : results.peers()) {
            List<String> cells = new ArrayList<>(List.of(peer.name()));
            stages.forEach(stage -> cells.add(peer.inPostgres() ? bytes(results.of(stage, peer)) : "none"));
            row(cells);
        }
    }

    private void losses() {
        begin(
                "8 callers append to one conversation",
                List.of("appends", "acknowledged", "kept", "lost", "doubled", "rows at the end", "rows expected"));
        List<ToIntFunction<Loss>> columns = List.of(
                Loss::appends,
                Loss::acknowledged,
                Loss::kept,
                Loss::lost,
                Loss::doubled,
                Loss::rows,
                Loss::expectedRows);
        results.losses().forEach((name, runs) -> {
            List<String> cells = new ArrayList<>(List.of(name));
            columns.forEach(column ->
                    cells.add(Loss.range(runs.stream().map(column::applyAsInt).toList())));
            row(cells);
        });
    }

    private void begin(String title, List<String> columns) {
        text.append("\n### ").append(title).append("\n\n");
        List<String> cells = new ArrayList<>(List.of("chat memory"));
        cells.addAll(columns);
        row(cells);
        row(cells.stream()
                .map(cell -> cell.equals("chat memory") ? "---" : "---:")
                .toList());
    }

    private void row(List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String time(List<Measured> slices) {
        Spread micros = Spread.of(slices, Measured::microsPerCall);
        return micros.median() < THOUSAND ? range(micros, 1, " µs") : range(micros, THOUSAND, " ms");
    }

    private static String rate(List<Measured> slices) {
        return range(Spread.of(slices, Measured::perSecond), 1, "");
    }

    private static String bytes(List<Measured> slices) {
        return range(Spread.of(slices, Measured::walPerCall), 1, "");
    }

    /** Returns {@code 2.3 ms (2.1 to 10.4)}: all numbers in the unit and with the decimals of the median. */
    static String range(Spread spread, double divisor, String unit) {
        String number = spread.median() / divisor < 10 ? "%,.1f" : "%,.0f";
        return String.format(
                Locale.ROOT,
                number + "%s (" + number + " to " + number + ")",
                spread.median() / divisor,
                unit,
                spread.min() / divisor,
                spread.max() / divisor);
    }
}
