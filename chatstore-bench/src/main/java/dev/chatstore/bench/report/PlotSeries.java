package dev.chatstore.bench.report;

import dev.chatstore.bench.measure.Figures;
import dev.chatstore.bench.measure.PlotPoint;
import dev.chatstore.bench.measure.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A line of a plot.
 *
 * @param name its name
 * @param raw whether it shows the raw operation
 * @param points its points, in order of their places on the horizontal axis
 */
record PlotSeries(String name, boolean raw, TreeMap<Double, Double> points) {
    /** Returns the lines of a plot: each series of the store, followed by that of its raw operation. */
    static List<PlotSeries> of(Plot plot, List<Result> results) {
        Map<String, List<PlotSeries>> pairs = new LinkedHashMap<>();
        for (Result result : results) {
            for (PlotPoint point : result.points()) {
                if (point.plot().equals(plot.id()) && result.failure() == null) {
                    List<PlotSeries> pair = pairs.computeIfAbsent(point.series(), PlotSeries::pair);
                    pair.get(0).add(plot, point, result.ours());
                    pair.get(1).add(plot, point, plot.showsRaw() ? result.raw() : null);
                }
            }
        }
        List<PlotSeries> all = new ArrayList<>();
        pairs.values().forEach(all::addAll);
        all.removeIf(series -> series.points().isEmpty());
        return all;
    }

    private static List<PlotSeries> pair(String name) {
        return List.of(
                new PlotSeries(name, false, new TreeMap<>()), new PlotSeries(name + " raw", true, new TreeMap<>()));
    }

    private void add(Plot plot, PlotPoint point, Result.@Nullable Measured side) {
        if (side != null) {
            Figures figures = side.median();
            Double value = plot.isOfRates() ? Double.valueOf(figures.rate()) : figures.p50();
            // The axes are logarithmic.
            if (value != null && value > 0) {
                points.put(point.x(), value);
            }
        }
    }
}
