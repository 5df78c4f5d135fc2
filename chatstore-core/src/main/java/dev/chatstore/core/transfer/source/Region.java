package dev.chatstore.core.transfer.source;

import com.fasterxml.jackson.core.JsonLocation;

/**
 * A stretch of a file.
 *
 * @param from the offset of its first byte
 * @param to the offset after its last byte
 * @param line the line that it begins on, from 1
 * @param column the column that it begins at, from 1, in bytes
 */
public record Region(long from, long to, long line, long column) {
    public long length() {
        return to - from;
    }

    /** Returns the place right after this region, which is on one line. */
    public Region end() {
        return new Region(to, to, line, column + length());
    }

    /** Returns the part of this region between two places that a parser of this region has named. */
    public Region part(JsonLocation start, JsonLocation end) {
        return new Region(from + start.getByteOffset(), from + end.getByteOffset(), line(start), column(start));
    }

    public long line(JsonLocation location) {
        return line + location.getLineNr() - 1;
    }

    public long column(JsonLocation location) {
        return location.getLineNr() == 1 ? column + location.getColumnNr() - 1 : location.getColumnNr();
    }
}
