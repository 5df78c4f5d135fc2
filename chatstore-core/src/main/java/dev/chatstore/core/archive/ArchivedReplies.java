package dev.chatstore.core.archive;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.Slice;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.api.spi.segment.Segment;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads replies, which are next to each other nowhere. If the message right after the parent is a reply outside of segments, all
 * messages after it are outside of them at that moment too. Otherwise the segments are listed before and after the replies are
 * read: no two segments have the same id, so that nothing has moved if both lists are the same.
 */
final class ArchivedReplies {
    private final SegmentReads reads;

    ArchivedReplies(SegmentReads reads) {
        this.reads = reads;
    }

    List<Message> read(ConversationId id, Slice.RepliesTo slice) {
        List<Message> rows = reads.rows().history(id, slice);
        long first = Math.max(slice.parent(), slice.afterSequence()) + 1;
        if (!rows.isEmpty() && rows.get(0).sequence() == first) {
            return rows;
        }
        List<Segment> before = reads.list(id);
        List<Message> found = new ArrayList<>();
        long end = 0;
        for (Segment segment : before) {
            end = segment.last();
            if (end >= first && found.size() < slice.limit()) {
                add(found, id, segment, slice);
            }
        }
        int left = slice.limit() - found.size();
        if (left > 0) {
            long after = Math.max(slice.afterSequence(), end);
            found.addAll(reads.rows().history(id, Slice.repliesTo(slice.parent(), after, left)));
        }
        if (!reads.list(id).equals(before)) {
            throw new MovedException();
        }
        return List.copyOf(found);
    }

    private void add(List<Message> found, ConversationId id, Segment segment, Slice.RepliesTo slice) {
        List<MessageSnapshot> messages = reads.segment(id, segment.first());
        if (messages == null) {
            throw new MovedException();
        }
        messages.stream()
                .map(MessageSnapshot::message)
                .filter(message -> message.parent() == slice.parent() && message.sequence() > slice.afterSequence())
                .limit(slice.limit() - found.size())
                .forEach(found::add);
    }
}
