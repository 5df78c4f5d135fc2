package dev.chatstore.core.archive.run;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.segment.Segment;
import dev.chatstore.core.archive.Move;
import dev.chatstore.core.archive.Segments;
import java.util.List;

/** The steps of a run, each of which is harmless if another process makes it too. */
record MadeMoves(Segments segments) implements SegmentMoves {
    @Override
    public List<Segment> list(ConversationId id) {
        return segments.list(id);
    }

    @Override
    public Move move(Conversation head, long first, long last) {
        return segments.archive(head, last);
    }

    @Override
    public boolean takeBack(ConversationId id, Segment newest) {
        return segments.takeBack(id, newest.first()) > 0;
    }
}
