package dev.chatstore.jdbi.sql;

/**
 * How many rows to ask for, so that a page has about as many bytes as are to be in memory. A page is cut when it has enough,
 * and the next one asks for hardly more rows than that: a driver may fetch the rest of a result anyway. For one thread.
 */
public final class PageSize {
    private static final int MAX = 500;

    /** The bytes that a page has before its last row. */
    public static final long BYTES = 4 << 20;

    private int rows = MAX;
    private int read;
    private long bytes;

    /** Begins a page, and returns the maximum number of its rows. */
    public int begin() {
        read = 0;
        bytes = 0;
        return rows;
    }

    /** Counts a row of about as many bytes, and returns whether the page has enough. */
    public boolean isFullAfter(long rowBytes) {
        read++;
        bytes += rowBytes;
        return bytes >= BYTES;
    }

    /** Ends a page, and returns whether there may be more rows. */
    public boolean end() {
        boolean cut = bytes >= BYTES;
        boolean more = cut || read == rows;
        if (cut) {
            rows = Math.max(1, read);
        } else if (read == rows) {
            rows = Math.min(MAX, 2 * rows);
        }
        return more;
    }
}
