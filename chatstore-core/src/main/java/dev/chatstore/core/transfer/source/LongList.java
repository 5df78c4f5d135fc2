package dev.chatstore.core.transfer.source;

import java.util.Arrays;

/** A list of numbers, in 8 bytes each. For one thread. */
public final class LongList {
    private static final int FIRST = 16;

    private long[] values = new long[FIRST];
    private int size;

    /** Adds a number at the end. */
    public void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, Math.multiplyExact(2, size));
        }
        values[size++] = value;
    }

    /** Returns the number at an index. */
    public long get(int index) {
        return values[index];
    }

    /** Returns how many numbers there are. */
    public int size() {
        return size;
    }
}
