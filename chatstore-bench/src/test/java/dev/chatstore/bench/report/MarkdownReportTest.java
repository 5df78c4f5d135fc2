package dev.chatstore.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.bench.measure.Aim;
import dev.chatstore.bench.measure.Figures;
import dev.chatstore.bench.measure.Load;
import dev.chatstore.bench.measure.Result;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {
    private static final Environment ENVIRONMENT = new Environment(
            "short",
            List.of("a setting"),
            "2026-11-26T20:00:00Z",
            List.of("2 cores"),
            List.of("PostgreSQL 18.6", "Redis 7.0"),
            1.5);

    private static Figures figures(double rate) {
        return new Figures(rate, 100.0, 2_000.0, 9.5, 20.0, 30.04, 1_234.0);
    }

    private static Result append(List<Aim> aims) {
        return new Result(
                "append",
                aims,
                List.of(),
                List.of(
                        new Result.Measured("store", List.of(figures(3_000), figures(1_000), figures(2_000))),
                        new Result.Measured("insert", List.of(figures(3_000), figures(2_000), figures(3_000)))),
                List.of(new Load(2, 0.25), new Load(3, 0.75)),
                null);
    }

    private static String report(Result... results) {
        return MarkdownReport.of(ENVIRONMENT, List.of(results), List.of(Path.of("bench", "append-rate.svg")));
    }

    @Test
    void theHeadNamesMachineServersSettingsAndLoad() {
        assertThat(report(append(List.of(Aim.timeWithin(1.4)))).lines())
                .contains(
                        "Suite short, 2026-11-26T20:00:00Z.",
                        "This is a short run: few rows, short slices, and little warm-up. Its figures are rough.",
                        "- 2 cores",
                        "- PostgreSQL 18.6, Redis 7.0",
                        "- a setting",
                        "- load average 1.50 before; other processes used 50% of the processors, at most 75% in a round",
                        "![append-rate.svg](append-rate.svg)");
    }

    @Test
    void aRowHasTheMedianOfTheRatiosTheirRangeAndWhetherTheAimIsMet() {
        assertThat(report(append(List.of(Aim.timeWithin(1.4)))).lines())
                .contains("| append | 2,000/s | 3,000/s | insert | 1.50x the time | 1.00 to 2.00 | within 1.4 | no |"
                        + " 20.0 + 30.0 | 20.0 + 30.0 | 100 / 2,000 / 9.500 | 1,234 |");
    }

    @Test
    void eachAimHasARow() {
        assertThat(report(append(List.of(Aim.rateAtLeast(0.5), Aim.cpuWithin(0.5))))
                        .lines())
                .anyMatch(line -> line.contains("| 0.67x the rate | 0.50 to 1.00 | at least 0.5 | yes |"))
                .anyMatch(line -> line.startsWith("| append, processor time | 20.0 + 30.0 | 20.0 + 30.0 | insert |"
                        + " 1.00x the processor time | 1.00 to 1.00 | within 0.5 | no |"));
    }

    @Test
    void anAbsoluteFigureHasNoRawOperation() {
        Result start = new Result(
                "start",
                List.of(new Aim(Aim.Kind.MILLIS, 850.0)),
                List.of(),
                List.of(new Result.Measured("start", List.of(Figures.of(700), Figures.of(900), Figures.of(800)))),
                List.of(),
                null);

        assertThat(report(start).lines())
                .contains("| start | 800 ms |  |  |  | 700 to 900 | within 850 ms | yes |  |  |  |  |");
    }

    @Test
    void aFailureIsARowAndNotMet() {
        assertThat(report(Result.failed("append", List.of(Aim.timeWithin(2)), "no memory"))
                        .lines())
                .contains("| append | failed: no memory |  |  |  |  | within 2 | no |  |  |  |  |");
    }
}
