package dev.chatstore.api.spi.segment;

import org.jspecify.annotations.Nullable;

/**
 * A segment with the content that the store has of it.
 *
 * @param content the compressed messages, which nobody changes; null if a place outside of the store has them
 */
// An array, since a record of the library's own needs no copy of it.
@SuppressWarnings("ArrayRecordComponent")
public record StoredSegment(Segment segment, byte @Nullable [] content) {
    /** Returns the segment, without its content. */
    @Override
    public String toString() {
        return "StoredSegment[segment=" + segment + "]";
    }
}
