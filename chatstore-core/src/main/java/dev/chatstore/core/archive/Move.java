package dev.chatstore.core.archive;

import dev.chatstore.api.spi.segment.Segment;
import org.jspecify.annotations.Nullable;

/**
 * What became of a conversation whose messages were to be archived.
 *
 * @param outcome what became of it
 * @param segment the new segment, which tells its messages and its bytes before and after; null if there is none
 */
public record Move(Outcome outcome, @Nullable Segment segment) {
    /** What became of it. */
    public enum Outcome {
        /** Its oldest messages are in a new segment. There may be more. */
        MOVED,
        /** It does not exist, or has no messages to archive. */
        NOTHING,
        /** It changed at the same time; nothing was moved. */
        CHANGED,
        /** Its next message has parts that cannot be read, or too many revisions, and stays where it is. */
        UNREADABLE
    }

    static Move of(Outcome outcome) {
        return new Move(outcome, null);
    }
}
