package dev.chatstore.bench.load;

import java.util.Arrays;
import java.util.List;

/**
 * How a figure developed.
 *
 * @param figure the figure
 * @param first the median of the first third of the samples
 * @param last the median of the last third
 * @param flat whether the difference is within the figure's limit
 */
record Trend(String figure, double first, double last, boolean flat) {
    /**
     * Returns the trends of all figures.
     *
     * @throws IllegalArgumentException if there are less than three samples
     */
    static List<Trend> of(List<Sample> samples) {
        if (samples.size() < 3) {
            throw new IllegalArgumentException("a trend needs at least three samples; run for at least 30 seconds");
        }
        int third = samples.size() / 3;
        List<Sample> begin = samples.subList(0, third);
        List<Sample> end = samples.subList(samples.size() - third, samples.size());
        return Arrays.stream(Figure.values())
                .map(figure -> of(figure, median(figure, begin), median(figure, end)))
                .toList();
    }

    private static Trend of(Figure figure, double first, double last) {
        return new Trend(figure.label(), first, last, figure.isFlat(first, last));
    }

    private static double median(Figure figure, List<Sample> samples) {
        double[] values = samples.stream().mapToDouble(figure::of).sorted().toArray();
        return (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
    }

    /** Returns a description of each figure that is not flat. */
    static List<String> notFlat(List<Trend> trends) {
        return trends.stream()
                .filter(trend -> !trend.flat())
                .map(trend -> "%s from %,.2f to %,.2f".formatted(trend.figure(), trend.first(), trend.last()))
                .toList();
    }
}
