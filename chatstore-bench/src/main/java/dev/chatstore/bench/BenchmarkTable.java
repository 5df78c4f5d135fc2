package dev.chatstore.bench;

import dev.chatstore.bench.Line.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Measures each path beside its raw operation and prints the ratios as a Markdown table. The settings are system
 * properties: {@code bench.dir}, {@code bench.only} (a pattern that the path must hold), {@code bench.rounds}, {@code
 * bench.times} and {@code bench.seconds} (with {@code bench.warmup.times} and {@code bench.warmup.seconds} before),
 * {@code bench.import} (how many messages), and {@code bench.profilers}.
 */
public final class BenchmarkTable {
    private final Measurements measurements;

    private BenchmarkTable(Measurements measurements) {
        this.measurements = measurements;
    }

    /** Runs it. */
    public static void main(String[] arguments) throws RunnerException {
        Folder.checkOnDisk();
        Pattern only = Pattern.compile(System.getProperty("bench.only", ""));
        List<Line> lines = Lines.all().stream()
                .filter(line -> only.matcher(line.path()).find())
                .toList();
        List<String> servers = lines.stream()
                .flatMap(line -> line.ours().server().stream())
                .distinct()
                .map(Server::describe)
                .toList();
        Measurements measurements = new Measurements();
        int rounds = Integer.getInteger("bench.rounds", 1);
        for (int i = 0; i < rounds; i++) {
            measurements.round(lines);
        }
        System.out.println(Machine.describe(servers) + "; rounds: " + rounds);
        System.out.println();
        System.out.println(
                "| path | ours per second | raw per second | raw operation | ratio | over rounds | aim | met |");
        System.out.println("| --- | ---: | ---: | --- | ---: | --- | --- | --- |");
        BenchmarkTable table = new BenchmarkTable(measurements);
        lines.forEach(line -> System.out.println(table.row(line)));
        if (only.matcher("L1 heap").find()) {
            System.out.println();
            System.out.println(CachedHeap.describe());
        }
    }

    private String row(Line line) {
        Measure raw = line.raw().stream()
                .max(Comparator.comparingDouble(measure -> median(measurements.rates(measure))))
                .orElseThrow();
        List<Double> ours = measurements.rates(line.ours());
        List<Double> theirs = measurements.rates(raw);
        List<Double> ratios = IntStream.range(0, ours.size())
                .mapToObj(i -> line.aim().ratio(ours.get(i), theirs.get(i)))
                .sorted()
                .toList();
        double ratio = median(ratios);
        return "| %s | %,.0f | %,.0f | %s | %.2fx the %s | %.2f to %.2f | %s | %s |"
                .formatted(
                        line.path(),
                        median(ours),
                        median(theirs),
                        raw.label(),
                        ratio,
                        line.aim().kind() == Kind.TIME ? "time" : "rate",
                        ratios.get(0),
                        ratios.get(ratios.size() - 1),
                        aim(line.aim()),
                        line.aim().isNone() ? "" : line.aim().isMetBy(ratio) ? "yes" : "no");
    }

    private static String aim(Line.Aim aim) {
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
