package dev.chatstore.bench.report;

import dev.chatstore.bench.measure.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes all files of a report. */
public final class Reports {
    private Reports() {}

    /** Writes {@code report.md} and {@code report.json} into a folder. */
    public static void write(Environment environment, List<Result> results, Path folder) throws IOException {
        write(environment, results, List.of(), folder);
    }

    /** Writes the same with the plots, and returns the Markdown. */
    public static String writeAll(Environment environment, List<Result> results, Path folder) throws IOException {
        return write(environment, results, PlotWriter.write(results, folder), folder);
    }

    private static String write(Environment environment, List<Result> results, List<Path> plots, Path folder)
            throws IOException {
        String markdown = MarkdownReport.of(environment, results, plots);
        Files.writeString(folder.resolve("report.md"), markdown);
        new JsonReport(environment, results).write(folder.resolve("report.json"));
        return markdown;
    }

    /** Returns the outcome of a result in one line. */
    public static String outcome(Result result) {
        String failure = result.failure();
        if (failure != null) {
            return "failed: " + failure;
        }
        return result.aims().isEmpty() ? "" : Row.of(result).get(0).outcome();
    }
}
