package dev.chatstore.core.transfer.source;

import java.util.ArrayList;
import java.util.List;

/** Where the records of a list are, in 20 bytes each: a list that is read from its end has to be known as a whole. */
public final class Regions {
    private static final int CHUNK = 1 << 10;

    private final List<Chunk> chunks = new ArrayList<>();
    private int size;

    private static final class Chunk {
        private final long[] from = new long[CHUNK];
        private final int[] length = new int[CHUNK];
        private final int[] line = new int[CHUNK];
        private final int[] column = new int[CHUNK];
    }

    /** Adds a region, and returns its index. What is longer than 2 GiB counts as 2 GiB, and is not read anyway. */
    public int add(Region region) {
        int at = size % CHUNK;
        if (at == 0) {
            chunks.add(new Chunk());
        }
        Chunk chunk = chunks.get(size / CHUNK);
        chunk.from[at] = region.from();
        chunk.length[at] = (int) Math.min(Integer.MAX_VALUE, region.length());
        chunk.line[at] = (int) Math.min(Integer.MAX_VALUE, region.line());
        chunk.column[at] = (int) Math.min(Integer.MAX_VALUE, region.column());
        return size++;
    }

    /** Returns the number of regions. */
    public int size() {
        return size;
    }

    /** Returns the region of an index. */
    public Region get(int index) {
        Chunk chunk = chunks.get(index / CHUNK);
        int at = index % CHUNK;
        long from = chunk.from[at];
        return new Region(from, from + chunk.length[at], chunk.line[at], chunk.column[at]);
    }
}
