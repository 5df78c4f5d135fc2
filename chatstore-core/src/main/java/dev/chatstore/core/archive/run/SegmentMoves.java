package dev.chatstore.core.archive.run;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.spi.segment.Segment;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The steps of a run, which are made or only counted. Each throws {@link CorruptDataException} if a message cannot be read. */
interface SegmentMoves {
    /** Returns the segments of a conversation, oldest first. */
    List<Segment> list(ConversationId id);

    /** Returns the sequence of the last message in a segment for each of some conversations that has segments. */
    Map<ConversationId, Long> ends(Collection<ConversationId> ids);

    /**
     * Moves the oldest messages outside of segments into one segment, up to a sequence or until it is full, and returns the
     * segment, or null if the conversation has changed.
     *
     * @param head the conversation as it was read
     * @param first the sequence of the oldest message outside of segments
     */
    @Nullable Segment move(Conversation head, long first, long last);

    /** Brings the messages of a conversation's newest segment back, and returns whether it was still the newest. */
    boolean takeBack(ConversationId id, Segment newest);
}
