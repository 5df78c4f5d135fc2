package dev.chatstore.bench.load;

import dev.chatstore.api.spi.PoolUse;
import dev.chatstore.core.operations.CoherenceReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs a load for half an hour on two nodes with both caches over PostgreSQL, and reports what grew. The arguments are
 * options such as {@code seconds=600}; see {@link LoadOptions}.
 */
public final class Soak {
    private static final Map<String, String> DEFAULTS =
            Map.of("conversations", "100000", "history", "2", "warmup", "120", "seconds", "1800");

    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final String FLAT = "flat";
    private static final int CHECKED = 1_000;

    private Soak() {}

    /**
     * The result.
     *
     * @param machine the date and the machine
     * @param options the options
     * @param servers the servers
     * @param verdict what was not flat or is wrong, or "flat"
     * @param verified the comparison of the stored messages with the acknowledged ones
     * @param trends the trend of each figure
     * @param samples all samples
     */
    record Result(
            String machine,
            String options,
            String servers,
            String verdict,
            String verified,
            List<Trend> trends,
            List<Sample> samples) {}

    /** Runs it, and ends with status 1 if something grew or is wrong. */
    public static void main(String[] arguments) throws InterruptedException {
        LoadOptions options = LoadOptions.parse(List.of(arguments), DEFAULTS);
        System.out.println(options.describe());
        try (LoadServers servers = LoadServers.start()) {
            Result result = run(options, servers);
            Report.write(options.folder(), "soak", page(result), result);
            if (!result.verdict().equals(FLAT)) {
                System.exit(1);
            }
        }
    }

    private static Result run(LoadOptions options, LoadServers servers) throws InterruptedException {
        String url = servers.newDatabase().url();
        Population population = new Population(options);
        Ledger ledger = new Ledger(population.size());
        InitialHistory.append(options, url, population, ledger);
        System.out.printf("%,d messages to begin with%n", ledger.total());
        List<Sample> samples = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        try (Nodes nodes = Nodes.open(CacheSetup.BOTH, url, servers.redis().url(), Map.of())) {
            LoadRun run = new LoadRun(options, nodes, population, ledger, new Latencies());
            Sampler sampler = new Sampler(run, servers.redis());
            run.run(Duration.ofSeconds((long) options.warmupSeconds() + options.seconds()), INTERVAL, turns -> {
                Sample sample = sampler.take();
                System.out.println(sample.describe());
                if (sample.seconds() > options.warmupSeconds()) {
                    samples.add(sample);
                }
            });
            int used = nodes.pools(PoolUse::active);
            if (used > 0) {
                wrong.add(used + " connections in use after the end");
            }
            CoherenceReport caches = nodes.all().get(0).caches().check(population.mostPopular(CHECKED));
            if (!caches.isCoherent()) {
                wrong.add(caches.toString());
            }
        }
        System.out.println("reading all messages");
        Verification verified = Verification.of(url, population, ledger);
        if (!verified.isPassed()) {
            wrong.add(verified.describe());
        }
        List<Trend> trends = Trend.of(samples);
        wrong.addAll(0, Trend.notFlat(trends));
        return new Result(
                Report.machine(),
                options.describe(),
                servers.describe(),
                wrong.isEmpty() ? FLAT : "not flat: " + String.join("; ", wrong),
                verified.describe(),
                trends,
                samples);
    }

    private static List<String> page(Result result) {
        List<String> lines = new ArrayList<>(List.of(
                result.machine() + ". " + result.servers() + ".",
                result.options() + ".",
                "",
                "**" + result.verdict() + "**; " + result.verified() + ".",
                "",
                "| figure | first third | last third | flat |",
                "| --- | ---: | ---: | --- |"));
        for (Trend trend : result.trends()) {
            lines.add("| %s | %,.2f | %,.2f | %s |"
                    .formatted(trend.figure(), trend.first(), trend.last(), trend.flat() ? "yes" : "NO"));
        }
        return lines;
    }
}
