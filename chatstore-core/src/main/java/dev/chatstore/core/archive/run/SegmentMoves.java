package dev.chatstore.core.archive.run;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.segment.Segment;
import dev.chatstore.core.archive.Move;
import java.util.List;

/** The steps of a run, which are made or only counted. */
interface SegmentMoves {
    /** Returns the segments of a conversation, oldest first. */
    List<Segment> list(ConversationId id);

    /**
     * Moves the oldest messages outside of segments into one segment, up to a sequence or until it is full.
     *
     * @param head the conversation as it was read
     * @param first the sequence of the oldest message outside of segments
     */
    Move move(Conversation head, long first, long last);

    /**
     * Brings the messages of a conversation's newest segment back, and returns whether it was still there.
     *
     * @throws dev.chatstore.api.CorruptDataException if the segment cannot be read
     */
    boolean takeBack(ConversationId id, Segment newest);
}
