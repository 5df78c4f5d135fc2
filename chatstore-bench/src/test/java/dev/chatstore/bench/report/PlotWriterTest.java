package dev.chatstore.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.bench.measure.Aim;
import dev.chatstore.bench.measure.Figures;
import dev.chatstore.bench.measure.PlotPoint;
import dev.chatstore.bench.measure.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlotWriterTest {
    private static Result at(Plot plot, String series, double x, double rate) {
        Figures ours = new Figures(rate, 1e6 / rate, null, null, null, null, null);
        Figures raw = new Figures(rate / 2, 2e6 / rate, null, null, null, null, null);
        return new Result(
                series + x,
                List.of(Aim.rateAtLeast(1)),
                List.of(new PlotPoint(plot.id(), series, x)),
                List.of(new Result.Measured("store", List.of(ours)), new Result.Measured("insert", List.of(raw))),
                List.of(),
                null);
    }

    @Test
    void aSeriesIsInOrderOfItsPlacesAndFollowedByItsRawOperation() {
        List<PlotSeries> series = PlotSeries.of(
                Plot.CALLERS,
                List.of(
                        at(Plot.CALLERS, "SQLite", 32, 4_000),
                        at(Plot.CALLERS, "SQLite", 1, 1_000),
                        at(Plot.HISTORY, "SQLite", 10, 1),
                        at(Plot.CALLERS, "MySQL", 1, 500)));

        assertThat(series)
                .containsExactly(
                        new PlotSeries("SQLite", false, new TreeMap<>(Map.of(1.0, 1_000.0, 32.0, 4_000.0))),
                        new PlotSeries("SQLite raw", true, new TreeMap<>(Map.of(1.0, 500.0, 32.0, 2_000.0))),
                        new PlotSeries("MySQL", false, new TreeMap<>(Map.of(1.0, 500.0))),
                        new PlotSeries("MySQL raw", true, new TreeMap<>(Map.of(1.0, 250.0))));
    }

    @Test
    void aPlotOfTimesShowsMediansWithoutTheRawOperation() {
        assertThat(PlotSeries.of(Plot.HISTORY, List.of(at(Plot.HISTORY, "SQLite", 10, 1_000))))
                .containsExactly(new PlotSeries("SQLite", false, new TreeMap<>(Map.of(10.0, 1_000.0))));
    }

    @Test
    void aFailureIsNotDrawn() {
        assertThat(PlotSeries.of(Plot.CALLERS, List.of(Result.failed("SQLite", List.of(), "broken"))))
                .isEmpty();
    }

    @Test
    void eachPlotWithDataIsAFileAndHasABackground(@TempDir Path folder) throws Exception {
        List<Result> results = new ArrayList<>();
        for (String backend : List.of("SQLite", "PostgreSQL", "MySQL", "MariaDB")) {
            for (int callers = 1; callers <= 128; callers *= 2) {
                results.add(at(Plot.CALLERS, backend, callers, 500.0 * callers + backend.length()));
            }
            results.add(at(Plot.TIERS, backend, 0, 5_000));
        }
        results.add(at(Plot.TIERS, "L1 (process)", 0, 3e6));

        Path earlier = Files.writeString(folder.resolve("append-history.svg"), "an earlier run");
        List<Path> files = PlotWriter.write(results, folder);

        assertThat(earlier).doesNotExist();

        assertThat(files)
                .containsExactly(folder.resolve("append-rate.svg"), folder.resolve("read-tiers.svg"))
                .allSatisfy(file ->
                        assertThat(file).content().contains("<rect height=\"460\" style=\"fill:rgb(255,255,255)"));
    }
}
