package dev.chatstore.bench.measure;

import java.util.List;

/** Statistics of a few values. */
public final class Statistics {
    private Statistics() {}

    /** Returns the median: of an even number of values, the mean of the two in the middle. */
    public static double median(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        List<Double> sorted = values.stream().sorted().toList();
        int size = sorted.size();
        return (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
    }
}
