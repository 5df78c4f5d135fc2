package dev.chatstore.bench;

import dev.chatstore.bench.data.BenchmarkDirectory;
import dev.chatstore.bench.measure.Result;
import dev.chatstore.bench.report.JsonReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A JVM that runs one section, so that what the compiler has learned from one backend does not affect another: a program
 * uses one backend.
 */
public final class SectionProcess {
    private static final String STARTED = "bench.started";

    private SectionProcess() {}

    /** Runs the section with the name in the first argument, and writes its results into the file in the second. */
    public static void main(String[] arguments) throws Exception {
        Catalog catalog = Catalog.of(Options.fromProperties());
        Instant started = Instant.parse(System.getProperty(STARTED));
        JsonReport.writeResults(
                new SectionRun(catalog, catalog.section(arguments[0]), started, System.err).run(),
                Path.of(arguments[1]));
        // Threads of a driver may be left.
        System.exit(0);
    }

    /** Runs a section in a JVM of its own and returns its results. */
    static List<Result> run(Section section, Instant started) throws IOException, InterruptedException {
        try (BenchmarkDirectory directory = BenchmarkDirectory.open()) {
            Path results = directory.file("results.json");
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.add("-Xmx1g");
            System.getProperties().stringPropertyNames().stream()
                    .filter(name -> name.startsWith("bench."))
                    .sorted()
                    .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
            command.add("-D" + STARTED + "=" + started);
            command.add("-classpath");
            command.add(System.getProperty("java.class.path"));
            command.add(SectionProcess.class.getName());
            command.add(section.name());
            command.add(results.toString());
            int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (exit != 0) {
                throw new IllegalStateException(
                        "the measurement of " + section.name() + " ended with " + exit + "; see the output above");
            }
            return JsonReport.readResults(results);
        }
    }
}
