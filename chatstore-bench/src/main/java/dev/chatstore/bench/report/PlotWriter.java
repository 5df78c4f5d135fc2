package dev.chatstore.bench.report;

import dev.chatstore.bench.measure.Result;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws the plots that a run has data for, as SVG. */
public final class PlotWriter {
    private static final int WIDTH = 860;
    private static final int HEIGHT = 460;

    /** Colors that people with any color vision tell apart (Okabe and Ito). */
    private static final List<Color> COLORS = List.of(
            new Color(0x0072B2), new Color(0xD55E00), new Color(0x009E73), new Color(0xCC79A7), new Color(0x56B4E9));

    private static final String NUMBERS = "#,##0.####";

    /** Digits of lengths that nobody sees: letters are drawn as outlines, which are most of a file. */
    private static final Pattern DIGITS = Pattern.compile("(\\.\\d\\d)\\d+");

    private static final float[] DASHES = {6, 4};

    private PlotWriter() {}

    /** Writes the plots into a folder and returns their files. Deletes those of an earlier run. */
    public static List<Path> write(List<Result> results, Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Plot plot : Plot.values()) {
            Path file = folder.resolve(plot.id() + ".svg");
            List<PlotSeries> lines = PlotSeries.of(plot, results);
            if (lines.isEmpty()) {
                Files.deleteIfExists(file);
            } else {
                Files.writeString(file, svg(plot == Plot.TIERS ? bars(plot, lines) : lines(plot, lines)));
                files.add(file);
            }
        }
        return files;
    }

    private static String svg(Chart<?, ?> chart) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        VectorGraphicsEncoder.saveVectorGraphic(chart, bytes, VectorGraphicsFormat.SVG);
        return DIGITS.matcher(bytes.toString(StandardCharsets.UTF_8)).replaceAll("$1");
    }

    private static Chart<?, ?> lines(Plot plot, List<PlotSeries> lines) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(plot.title())
                .xAxisTitle(plot.horizontal())
                .yAxisTitle(plot.vertical())
                .build();
        style(chart.getStyler());
        chart.getStyler().setXAxisDecimalPattern(NUMBERS);
        chart.getStyler().setXAxisLogarithmic(true);
        chart.getStyler().setYAxisLogarithmic(true);
        int color = -1;
        for (PlotSeries line : lines) {
            color += line.raw() ? 0 : 1;
            XYSeries series = chart.addSeries(
                    line.name(),
                    new ArrayList<>(line.points().keySet()),
                    new ArrayList<>(line.points().values()));
            series.setLineColor(COLORS.get(color % COLORS.size()));
            series.setMarkerColor(COLORS.get(color % COLORS.size()));
            series.setMarker(line.raw() ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
            series.setLineStyle(
                    line.raw()
                            ? new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 10, DASHES, 0)
                            : new BasicStroke(2.5f));
        }
        return chart;
    }

    private static Chart<?, ?> bars(Plot plot, List<PlotSeries> all) {
        List<PlotSeries> tiers = all.stream()
                .sorted(Comparator.comparingDouble(PlotWriter::height))
                .toList();
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(plot.title())
                .xAxisTitle(plot.horizontal())
                .yAxisTitle(plot.vertical())
                .build();
        style(chart.getStyler());
        chart.getStyler().setYAxisLogarithmic(true);
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setLabelsVisible(true);
        // A logarithmic axis has no zero.
        chart.getStyler().setYAxisMin(Math.pow(10, Math.floor(Math.log10(height(tiers.get(0)) / 2))));
        chart.addSeries(
                        "median",
                        tiers.stream().map(PlotSeries::name).toList(),
                        tiers.stream().map(PlotWriter::height).toList())
                .setFillColor(COLORS.get(0));
        return chart;
    }

    /** Returns the value of a bar with three digits, as it is written on it. */
    private static double height(PlotSeries tier) {
        return new BigDecimal(tier.points().firstEntry().getValue())
                .round(new MathContext(3))
                .doubleValue();
    }

    /** A white background, so that the plot is readable on dark pages too. */
    private static void style(AxesChartStyler styler) {
        styler.setYAxisDecimalPattern(NUMBERS);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setPlotGridLinesColor(new Color(0xDDDDDD));
        styler.setLegendPosition(LegendPosition.OutsideE);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setChartFontColor(new Color(0x222222));
        styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
    }
}
