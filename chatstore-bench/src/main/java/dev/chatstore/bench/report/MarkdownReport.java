package dev.chatstore.bench.report;

import dev.chatstore.bench.measure.Load;
import dev.chatstore.bench.measure.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The report of a run in Markdown. */
public final class MarkdownReport {
    private static final String HEAD = """
            | path | ours | raw | raw operation | ratio | range | aim | met | CPU, µs | raw CPU, µs | p50 / p99 / p99.9, µs | bytes |
            | --- | ---: | ---: | --- | ---: | --- | --- | --- | ---: | ---: | ---: | ---: |
            """;

    private MarkdownReport() {}

    /** Returns the report. */
    public static String of(Environment environment, List<Result> results, List<Path> plots) {
        List<String> lines = new ArrayList<>();
        lines.add("Suite " + environment.suite() + ", " + environment.date() + ".");
        if (!environment.suite().equals("full")) {
            lines.add("This is a short run: few rows, short slices, and little warm-up. Its figures are rough.");
        }
        lines.add("");
        environment.machine().forEach(line -> lines.add("- " + line));
        lines.add("- " + String.join(", ", environment.servers()));
        environment.settings().forEach(line -> lines.add("- " + line));
        lines.add("- " + load(environment, results));
        lines.add("");
        lines.add(HEAD.strip());
        results.stream().map(Row::of).flatMap(List::stream).map(Row::markdown).forEach(lines::add);
        if (!plots.isEmpty()) {
            lines.add("");
            plots.forEach(plot -> lines.add("![" + plot.getFileName() + "](" + plot.getFileName() + ")"));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String load(Environment environment, List<Result> results) {
        List<Load> loads =
                results.stream().map(Result::loads).flatMap(List::stream).toList();
        double mean = loads.stream().mapToDouble(Load::others).average().orElse(0);
        double most = loads.stream().mapToDouble(Load::others).max().orElse(0);
        return String.format(
                Locale.ROOT,
                "load average %.2f before; other processes used %.0f%% of the processors, at most %.0f%% in a round",
                environment.load(),
                mean * 100,
                most * 100);
    }
}
