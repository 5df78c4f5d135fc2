package dev.chatstore.peers;

import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The median and the range of some numbers. */
record Spread(double median, double min, double max) {
    /** Returns the spread of at least one number. The median of an even number of them is the mean of the middle two. */
    static Spread of(Collection<Double> numbers) {
        List<Double> sorted = numbers.stream().sorted().toList();
        int size = sorted.size();
        double median = (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
        return new Spread(median, sorted.get(0), sorted.get(size - 1));
    }

    static <T> Spread of(Collection<T> all, ToDoubleFunction<T> number) {
        return of(all.stream().map(number::applyAsDouble).toList());
    }
}
