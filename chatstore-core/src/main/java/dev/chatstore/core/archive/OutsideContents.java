package dev.chatstore.core.archive;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.SegmentStore;
import dev.chatstore.api.spi.segment.Segment;
import java.util.List;

/** The contents of a conversation outside of the store, which are removed after the conversation was. */
final class OutsideContents {
    private final SegmentStore index;
    private final SegmentContents contents;

    OutsideContents(SegmentStore index, SegmentContents contents) {
        this.index = index;
        this.contents = contents;
    }

    /** The contents of a conversation that is about to be removed. */
    final class Listed {
        private final List<Segment> segments;

        private Listed(List<Segment> segments) {
            this.segments = segments;
        }

        /** Removes them. What cannot be removed is swept later. */
        void remove() {
            segments.forEach(contents::forget);
        }
    }

    /** Returns the contents of a conversation. Cost: one statement if a place is configured, else none. */
    Listed list(ConversationId id) {
        return new Listed(contents.places().isEmpty() ? List.of() : index.list(id));
    }
}
