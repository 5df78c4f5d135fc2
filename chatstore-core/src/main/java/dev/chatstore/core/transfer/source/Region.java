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
    /** Returns the number of bytes. */
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

    /** Returns the part of this region from a place on that a parser of this region has named. */
    public Region from(JsonLocation start) {
        return new Region(from + start.getByteOffset(), to, line(start), column(start));
    }

    /** Returns the line of the file that a parser of this region has named. */
    public long line(JsonLocation location) {
        return line + location.getLineNr() - 1;
    }

    /** Returns the column that a parser of this region has named. */
    public long column(JsonLocation location) {
        return location.getLineNr() == 1 ? column + location.getColumnNr() - 1 : location.getColumnNr();
    }
}
