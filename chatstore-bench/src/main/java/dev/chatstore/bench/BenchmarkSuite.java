package dev.chatstore.bench;

import dev.chatstore.bench.data.BenchmarkDirectory;
import dev.chatstore.bench.measure.Result;
import dev.chatstore.bench.raw.RawSqlite;
import dev.chatstore.bench.report.Environment;
import dev.chatstore.bench.report.MachineDescription;
import dev.chatstore.bench.report.Reports;
import dev.chatstore.bench.store.Backend;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.TestRedis;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares each operation of the store with its raw operation, and writes the reports into the folder {@code bench.dir}. The
 * options are system properties: {@code bench.suite} ({@code short} or {@code full}), {@code bench.only} (a regular
 * expression that the path must contain), and {@code bench.dir}.
 */
public final class BenchmarkSuite {
    private final Catalog catalog;
    private final PrintStream log;

    BenchmarkSuite(Catalog catalog, PrintStream log) {
        this.catalog = catalog;
        this.log = log;
    }

    /** Runs a section and returns its results. */
    @FunctionalInterface
    interface Runner {
        List<Result> run(Section section, Instant started) throws Exception;
    }

    /** Runs the suite. Ends with 1 if something was not measured, and with 2 if the suite could not begin or go on. */
    public static void main(String[] arguments) throws Exception {
        int exit;
        try {
            BenchmarkDirectory.checkOnDisk();
            BenchmarkSuite suite = new BenchmarkSuite(Catalog.of(Options.fromProperties()), System.err);
            List<Result> results = suite.run(BenchmarkDirectory.parent(), SectionProcess::run);
            exit = results.stream().anyMatch(result -> result.failure() != null) ? 1 : 0;
        } catch (IllegalArgumentException | IllegalStateException e) {
            System.err.println("error: " + e.getMessage());
            exit = 2;
        }
        System.exit(exit);
    }

    /** Runs the selected sections, writes a report after each and the plots at the end, and returns the results. */
    List<Result> run(Path folder, Runner runner) throws Exception {
        List<Section> sections = catalog.selected();
        if (sections.isEmpty()) {
            throw new IllegalArgumentException(
                    "no path contains " + catalog.options().only());
        }
        Environment environment = environment(sections);
        Instant started = Instant.now();
        List<Result> results = new ArrayList<>();
        for (Section section : sections) {
            results.addAll(runner.run(section, started));
            Reports.write(environment, results, folder);
        }
        log.println(Reports.writeAll(environment, results, folder));
        log.println("written to " + folder);
        return results;
    }

    /** Starts each server once, so that one that is missing fails before the first measurement. */
    private Environment environment(List<Section> sections) {
        List<Backend> backends = sections.stream()
                .flatMap(section -> section.backends().stream())
                .distinct()
                .toList();
        log.println("checking the servers");
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        List<String> servers =
                new ArrayList<>(backends.stream().map(Backend::describe).toList());
        if (sections.stream().anyMatch(Section::needsRedis)) {
            try (TestRedis redis = RedisServers.start("--appendonly", "no")) {
                servers.add("Redis " + redis.info("server", "redis_version"));
            }
        }
        List<String> settings = new ArrayList<>(List.of(
                catalog.options().describe(),
                "servers with durable commits and 64 MB of buffers, on this machine; Redis as a cache, not durable"));
        if (backends.contains(Backend.SQLITE)) {
            settings.add("SQLite: " + RawSqlite.SETTINGS);
        }
        return new Environment(
                catalog.options().suite(),
                settings,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                MachineDescription.describe(),
                servers,
                load);
    }
}
