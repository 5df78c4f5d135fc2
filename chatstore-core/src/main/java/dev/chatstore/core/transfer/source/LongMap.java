package dev.chatstore.core.transfer.source;

/**
 * Counts or places by 64-bit digests, in 12 bytes for each slot, of which at least three eighths are filled: a conversation may have
 * a million messages. For one thread.
 */
public final class LongMap {
    private static final int FIRST_SLOTS = 16;

    /** Stands for a key of 0, which marks a free slot. */
    private static final long ZERO = 0x9E3779B97F4A7C15L;

    private long[] keys = new long[FIRST_SLOTS];
    private int[] values = new int[FIRST_SLOTS];
    private int size;

    /** Returns the value of a key, 0 if it has none. */
    public int get(long key) {
        return values[slot(keys, key == 0 ? ZERO : key)];
    }

    /** Sets the value of a key. */
    public void put(long key, int value) {
        long used = key == 0 ? ZERO : key;
        int slot = slot(keys, used);
        if (keys[slot] == 0) {
            if (4L * (size + 1) > 3L * keys.length) {
                grow();
                slot = slot(keys, used);
            }
            keys[slot] = used;
            size++;
        }
        values[slot] = value;
    }

    /** Adds to the value of a key. */
    public void add(long key, int more) {
        put(key, get(key) + more);
    }

    /** Adds one to the value of a key, and returns the sum. */
    public int increment(long key) {
        int value = get(key) + 1;
        put(key, value);
        return value;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldValues = values;
        keys = new long[Math.multiplyExact(2, oldKeys.length)];
        values = new int[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int slot = slot(keys, oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }

    /** Returns the slot of a key, or the free one where it belongs. The keys are digests, whose bits are spread. */
    private static int slot(long[] keys, long key) {
        int mask = keys.length - 1;
        int slot = (int) key & mask;
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
