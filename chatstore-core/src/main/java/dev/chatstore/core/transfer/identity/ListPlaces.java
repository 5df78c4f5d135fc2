package dev.chatstore.core.transfer.identity;

import java.util.Map;
import java.util.TreeMap;

/** The ordinals of messages by their numbers in a list of which some were left out. Memory grows with the gaps only. */
final class ListPlaces {
    /** For each first number after a gap, its ordinal. */
    private final TreeMap<Long, Integer> stretches = new TreeMap<>();

    private long last;

    /** Adds the next message. */
    void add(long number, int ordinal) {
        if (stretches.isEmpty() || number != last + 1) {
            stretches.put(number, ordinal);
        }
        last = number;
    }

    /** Returns the ordinal of a message, or 0 if there is none of that number. */
    int ordinal(long number) {
        Map.Entry<Long, Integer> stretch = stretches.floorEntry(number);
        if (stretch == null || number > last) {
            return 0;
        }
        Map.Entry<Long, Integer> next = stretches.higherEntry(number);
        long ordinal = stretch.getValue() + number - stretch.getKey();
        return next == null || ordinal < next.getValue() ? (int) ordinal : 0;
    }
}
