package dev.chatstore.core.transfer.structure;

import dev.chatstore.core.transfer.source.Digest;
import dev.chatstore.core.transfer.source.Element;
import dev.chatstore.core.transfer.source.JsonSource;
import dev.chatstore.core.transfer.source.LongMap;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.Regions;
import java.io.IOException;
import java.util.Arrays;

/** The records of a list by what they belong to, in about 50 bytes each. */
public final class RecordGroups {
    private static final int NONE = -1;
    private static final int FIRST_SIZE = 64;

    private final JsonSource source;
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
    public RecordGroups(JsonSource source, boolean newestFirst) {
        this.source = source;
        this.newestFirst = newestFirst;
    }

    /** Adds a record to the group of a name. */
    public void add(Element record, String name) {
        int index = regions.add(record.region());
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
    }

    private static int[] grown(int[] array, int index) {
        return index < array.length ? array : Arrays.copyOf(array, Math.multiplyExact(2, array.length));
    }

    /** Returns the number of groups, which are in the order of the records that began them. */
    public int size() {
        return size;
    }

    /** Returns the oldest record of a group. */
    public Element oldest(int group) {
        return new Element(source, regions.get(first[group]));
    }

    /** Visits the records of a group, oldest first. The index is that in the list. */
    public void each(int group, Element.Visitor visitor) throws IOException, Refused {
        for (int index = first[group]; index != NONE; index = next[index]) {
            visitor.visit(new Element(source, regions.get(index)), index);
        }
    }
}
