package dev.chatstore.bench;

import dev.chatstore.bench.Comparison.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Compares each operation of the store with its raw operation and prints the ratios as a Markdown table. The options are
 * system properties: {@code bench.dir}, {@code bench.only} (a regular expression that the path must contain), {@code
 * bench.rounds}, {@code bench.times} and {@code bench.seconds} (with {@code bench.warmup.times} and {@code
 * bench.warmup.seconds}), {@code bench.import} (number of messages), and {@code bench.profilers}.
 */
public final class BenchmarkTable {
    private final BenchmarkRunner runner;

    private BenchmarkTable(BenchmarkRunner runner) {
        this.runner = runner;
    }

    /** Runs the benchmarks. */
    public static void main(String[] arguments) throws RunnerException {
        BenchmarkDirectory.checkOnDisk();
        Pattern only = Pattern.compile(System.getProperty("bench.only", ""));
        List<Comparison> comparisons = Comparisons.all().stream()
                .filter(each -> only.matcher(each.path()).find())
                .toList();
        List<String> servers = comparisons.stream()
                .flatMap(each -> each.ours().server().stream())
                .distinct()
                .map(DatabaseServer::describe)
                .toList();
        BenchmarkRunner runner = new BenchmarkRunner();
        int rounds = Integer.getInteger("bench.rounds", 1);
        for (int i = 0; i < rounds; i++) {
            runner.round(comparisons);
        }
        System.out.println(MachineDescription.describe(servers) + "; rounds: " + rounds);
        System.out.println();
        System.out.println(
                "| path | ours per second | raw per second | raw operation | ratio | over rounds | aim | met |");
        System.out.println("| --- | ---: | ---: | --- | ---: | --- | --- | --- |");
        BenchmarkTable table = new BenchmarkTable(runner);
        comparisons.forEach(each -> System.out.println(table.row(each)));
        if (only.matcher("L1 heap").find()) {
            System.out.println();
            System.out.println(CachedMessageHeap.describe());
        }
    }

    private String row(Comparison comparison) {
        BenchmarkCase raw = comparison.raw().stream()
                .max(Comparator.comparingDouble(each -> median(runner.rates(each))))
                .orElseThrow();
        List<Double> ours = runner.rates(comparison.ours());
        List<Double> rawRates = runner.rates(raw);
        List<Double> ratios = IntStream.range(0, ours.size())
                .mapToObj(i -> comparison.aim().ratio(ours.get(i), rawRates.get(i)))
                .sorted()
                .toList();
        double ratio = median(ratios);
        return "| %s | %,.0f | %,.0f | %s | %.2fx the %s | %.2f to %.2f | %s | %s |"
                .formatted(
                        comparison.path(),
                        median(ours),
                        median(rawRates),
                        raw.label(),
                        ratio,
                        comparison.aim().kind() == Kind.TIME ? "time" : "rate",
                        ratios.get(0),
                        ratios.get(ratios.size() - 1),
                        aim(comparison.aim()),
                        comparison.aim().isNone() ? "" : comparison.aim().isMetBy(ratio) ? "yes" : "no");
    }

    private static String aim(Comparison.Aim aim) {
        if (aim.isNone()) {
            return "";
        }
        return (aim.kind() == Kind.TIME ? "within " : "at least ") + aim.bound();
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int size = sorted.size();
        return (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
    }
}
