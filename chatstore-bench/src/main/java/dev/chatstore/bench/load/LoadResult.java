package dev.chatstore.bench.load;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * The result of one combination of caches.
 *
 * @param caches the caches
 * @param turnsPerSecond turns of two messages per second
 * @param hitRatio the share of reads of recent messages that needed no messages from the database, from 0 to 1
 * @param processHitRatio the share that a process answered by itself
 * @param checksPerRead versions compared with the database, for each read
 * @param appendsPerMessage database statements that append, for each message
 * @param readsPerRead other database queries of conversations, for each read of recent messages
 * @param sessionsPerTurn database statements on sessions, for each turn: one find and one update
 * @param callsPerMessage all database statements, for each message
 * @param operations the durations of each operation
 */
// Ten components: one for each column of the report.
record LoadResult(
        String caches,
        double turnsPerSecond,
        double hitRatio,
        double processHitRatio,
        double checksPerRead,
        double appendsPerMessage,
        double readsPerRead,
        double sessionsPerTurn,
        double callsPerMessage,
        Map<Operation, Durations> operations) {
    /** The durations of an operation, in microseconds. */
    record Durations(long p50, long p99, long p999) {
        static Durations of(Histogram histogram) {
            return new Durations(
                    histogram.getValueAtPercentile(50),
                    histogram.getValueAtPercentile(99),
                    histogram.getValueAtPercentile(99.9));
        }
    }

    // Six parameters: the setup and what was measured with it.
    static LoadResult of(
            CacheSetup setup,
            long turns,
            double seconds,
            Map<Operation, Histogram> durations,
            StatementCounts statements,
            Reads reads) {
        Map<Operation, Durations> operations = new EnumMap<>(Operation.class);
        durations.forEach((operation, histogram) -> operations.put(operation, Durations.of(histogram)));
        double all = statements.appends() + statements.reads() + statements.sessions() + statements.others();
        boolean cached = setup != CacheSetup.NONE;
        return new LoadResult(
                setup.label(),
                turns / seconds,
                cached ? 1 - (double) reads.loads() / turns : 0,
                (double) reads.processHits() / turns,
                (double) reads.checks() / turns,
                statements.appends() / (2.0 * turns),
                (double) statements.reads() / turns,
                (double) statements.sessions() / turns,
                all / (2.0 * turns),
                operations);
    }

    /** Returns the report as Markdown. */
    static List<String> page(List<LoadResult> results, LoadOptions options, String servers) {
        List<String> lines = new ArrayList<>(List.of(
                Report.machine() + ". " + servers + ".",
                options.describe() + ".",
                "",
                "| caches | turns/s | hit ratio | of it in L1 | checks per read | queries per read | appends per message"
                        + " | session statements per turn | all calls per message |",
                "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"));
        results.forEach(result -> lines.add(result.row()));
        lines.addAll(List.of(
                "",
                "p50 / p99 / p99.9 in microseconds:",
                "",
                "| operation |"
                        + " %s |"
                                .repeat(results.size())
                                .formatted(
                                        results.stream().map(LoadResult::caches).toArray()),
                "| --- |" + " ---: |".repeat(results.size())));
        for (Operation operation : Operation.values()) {
            StringBuilder line =
                    new StringBuilder("| ").append(operation.label()).append(" |");
            results.forEach(result -> line.append(result.cell(operation)));
            lines.add(line.toString());
        }
        return lines;
    }

    private String row() {
        return "| %s | %,.0f | %.3f | %.3f | %.3f | %.2f | %.2f | %.2f | %.2f |"
                .formatted(
                        caches,
                        turnsPerSecond,
                        hitRatio,
                        processHitRatio,
                        checksPerRead,
                        readsPerRead,
                        appendsPerMessage,
                        sessionsPerTurn,
                        callsPerMessage);
    }

    private String cell(Operation operation) {
        Durations durations = operations.get(operation);
        return durations == null
                ? " |"
                : " %,d / %,d / %,d |".formatted(durations.p50(), durations.p99(), durations.p999());
    }
}
