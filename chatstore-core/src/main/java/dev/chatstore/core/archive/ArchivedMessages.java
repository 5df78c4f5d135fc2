package dev.chatstore.core.archive;

import dev.chatstore.api.spi.MessageSnapshot;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Iterates over the messages of a conversation: those in segments, one segment after another, and then the others. */
final class ArchivedMessages implements Iterator<MessageSnapshot> {
    private final Iterator<MessageSnapshot> rows;
    private final LongFunction<List<MessageSnapshot>> segments;
    private Iterator<MessageSnapshot> segment = List.<MessageSnapshot>of().iterator();
    private @Nullable MessageSnapshot firstRow;
    private long next;

    /**
     * Begins at a sequence.
     *
     * @param segments returns the messages of the segment that contains a sequence; none if there is no such segment
     */
    ArchivedMessages(long first, Iterator<MessageSnapshot> rows, LongFunction<List<MessageSnapshot>> segments) {
        this.next = first;
        this.rows = rows;
        this.segments = segments;
        this.firstRow = rows.hasNext() ? rows.next() : null;
    }

    /** The newest message is never in a segment, so that another one follows all segments. */
    @Override
    public boolean hasNext() {
        return firstRow != null || rows.hasNext();
    }

    @Override
    public MessageSnapshot next() {
        MessageSnapshot row = firstRow;
        if (row == null) {
            return rows.next();
        }
        if (!segment.hasNext() && next < row.message().sequence()) {
            segment = segments.apply(next).iterator();
        }
        if (segment.hasNext()) {
            MessageSnapshot message = segment.next();
            next = message.message().sequence() + 1;
            return message;
        }
        firstRow = null;
        return row;
    }
}
