package dev.chatstore.core.archive.run;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.segment.Segment;
import dev.chatstore.core.archive.Segments;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The steps of a run, each of which is harmless if another process makes it too. */
record MadeMoves(Segments segments) implements SegmentMoves {
    @Override
    public List<Segment> list(ConversationId id) {
        return segments.index().list(id);
    }

    @Override
    public Map<ConversationId, Long> ends(Collection<ConversationId> ids) {
        return segments.index().ends(ids);
    }

    @Override
    public @Nullable Segment move(Conversation head, long first, long last) {
        return segments.move(head, first, last);
    }

    @Override
    public boolean takeBack(ConversationId id, Segment newest) {
        return segments.takeBack(id, newest);
    }
}
