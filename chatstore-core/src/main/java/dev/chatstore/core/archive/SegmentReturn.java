package dev.chatstore.core.archive;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.api.spi.SegmentStore;
import dev.chatstore.api.spi.segment.Segment;
import java.util.List;

/** Brings segments back among the messages that are stored one by one. */
final class SegmentReturn {
    private final SegmentStore index;
    private final SegmentReads reads;
    private final SegmentContents contents;

    SegmentReturn(SegmentStore index, SegmentReads reads, SegmentContents contents) {
        this.index = index;
        this.reads = reads;
        this.contents = contents;
    }

    /**
     * Brings back the segments of a conversation, the newest one first, until a message is in none.
     *
     * @return the number of messages that were brought back
     */
    int takeBack(ConversationId id, long downTo) {
        int messages = 0;
        List<Segment> segments = index.list(id);
        while (!segments.isEmpty() && segments.get(segments.size() - 1).last() >= downTo) {
            Segment newest = segments.get(segments.size() - 1);
            if (takeBack(id, newest)) {
                messages += (int) newest.messages();
                segments = segments.subList(0, segments.size() - 1);
            } else {
                segments = index.list(id);
            }
        }
        return messages;
    }

    /** Brings back a segment if it is the newest one, and returns whether it is. What its place has is removed once the index no longer names it. */
    boolean takeBack(ConversationId id, Segment newest) {
        List<MessageSnapshot> messages = reads.messages(id, newest);
        boolean isThere = messages != null && index.takeBack(id, newest, messages);
        if (isThere) {
            contents.forget(newest);
        }
        return isThere;
    }
}
