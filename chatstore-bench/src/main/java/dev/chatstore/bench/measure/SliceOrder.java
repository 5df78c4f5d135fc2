package dev.chatstore.bench.measure;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The order of slices: each round runs all sides and then runs them backwards (ABBA), so that what changes steadily during
 * the round affects all sides alike.
 */
final class SliceOrder {
    private SliceOrder() {}

    /** Returns the numbers of the sides in the order of a round's slices. */
    static List<Integer> round(int sides) {
        return IntStream.range(0, 2 * sides)
                .mapToObj(i -> i < sides ? i : 2 * sides - 1 - i)
                .toList();
    }
}
