package dev.chatstore.core.transfer.structure;

import dev.chatstore.core.transfer.source.Digest;
import dev.chatstore.core.transfer.source.LongMap;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.Region;
import dev.chatstore.core.transfer.source.Regions;
import java.io.IOException;
import java.util.Arrays;

/** Where the records of a file are, by what they belong to: 24 bytes for each record, and up to 50 for each group. */
public final class RegionGroups {
    private static final int NONE = -1;
    private static final int FIRST_SIZE = 64;

    private final boolean newestFirst;
    private final Regions regions = new Regions();
    private final LongMap groups = new LongMap();
    private int[] next = new int[FIRST_SIZE];
    private int[] first = new int[FIRST_SIZE];
    private int[] last = new int[FIRST_SIZE];
    private int size;

    /**
     * Begins without records.
     *
     * @param newestFirst whether the records of a group are read from the last one to the first
     */
    public RegionGroups(boolean newestFirst) {
        this.newestFirst = newestFirst;
    }

    /** Does something with a record. */
    public interface Visitor {
        /** Visits the record of an index, which counts those of all groups. */
        void visit(Region region, int index) throws IOException, Refused;
    }

    /** Adds a record to the group of a name, and returns the group's number. */
    public int add(Region region, String name) {
        int index = regions.add(region);
        next = grown(next, index);
        next[index] = NONE;
        long key = Digest.of(name);
        int group = groups.get(key) - 1;
        if (group < 0) {
            group = size++;
            groups.put(key, size);
            first = grown(first, group);
            last = grown(last, group);
            first[group] = index;
            last[group] = index;
        } else if (newestFirst) {
            next[index] = first[group];
            first[group] = index;
        } else {
            next[last[group]] = index;
            last[group] = index;
        }
        return group;
    }

    private static int[] grown(int[] array, int index) {
        return index < array.length ? array : Arrays.copyOf(array, Math.multiplyExact(2, array.length));
    }

    /** Returns the number of groups, which are in the order of the records that began them. */
    public int size() {
        return size;
    }

    /** Returns the record of a group that is read first. */
    public Region first(int group) {
        return regions.get(first[group]);
    }

    /** Returns the record of an index. */
    public Region get(int index) {
        return regions.get(index);
    }

    /** Visits the records of a group. */
    public void each(int group, Visitor visitor) throws IOException, Refused {
        for (int index = first[group]; index != NONE; index = next[index]) {
            visitor.visit(regions.get(index), index);
        }
    }
}
