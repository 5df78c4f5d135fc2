package dev.chatstore.bench.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Measures a load without caches, with L1, and with L1 and L2 on two nodes, over PostgreSQL. The arguments are options such
 * as {@code callers=16}; see {@link LoadOptions}.
 */
public final class RealisticLoad {
    /** As many conversations as a process caches by default. */
    private static final int WARMED = 10_000;

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private RealisticLoad() {}

    /** Runs it. */
    public static void main(String[] arguments) throws InterruptedException {
        LoadOptions options = LoadOptions.parse(List.of(arguments), Map.of());
        System.out.println(options.describe());
        try (LoadServers servers = LoadServers.start()) {
            StatementCounts.enable(servers.database());
            List<LoadResult> results = new ArrayList<>();
            for (CacheSetup setup : CacheSetup.values()) {
                System.out.println(setup.label());
                results.add(run(options, setup, servers));
            }
            Report.write(
                    options.folder(),
                    "load",
                    LoadResult.page(results, options, servers.describe()),
                    Map.of("machine", Report.machine(), "options", options.describe(), "results", results));
        }
    }

    private static LoadResult run(LoadOptions options, CacheSetup setup, LoadServers servers)
            throws InterruptedException {
        String url = servers.newDatabase().url();
        Population population = new Population(options);
        Ledger ledger = new Ledger(population.size());
        InitialHistory.append(options, url, population, ledger);
        try (Nodes nodes = Nodes.open(setup, url, servers.redis().url(), Map.of())) {
            LoadRun run = new LoadRun(options, nodes, population, ledger, new Latencies());
            nodes.warm(population.mostPopular(WARMED));
            Measurement measurement = new Measurement(run, servers.database());
            long turns = run.run(
                    Duration.ofSeconds((long) options.warmupSeconds() + options.seconds()), INTERVAL, measurement);
            LoadResult result = measurement.result(setup, turns);
            Verification verified = Verification.of(url, population, ledger);
            System.out.println("  " + verified.describe());
            if (!verified.isPassed()) {
                throw new IllegalStateException(setup.label() + ": " + verified.describe());
            }
            return result;
        }
    }
}
