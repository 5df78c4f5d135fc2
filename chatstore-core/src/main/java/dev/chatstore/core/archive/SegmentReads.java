package dev.chatstore.core.archive;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.api.spi.SegmentStore;
import dev.chatstore.api.spi.segment.Segment;
import dev.chatstore.api.spi.segment.StoredSegment;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds messages that may move between two statements. Neither the messages outside of segments nor the index alone tell that
 * a message does not exist: it may have moved from the one to the other and back. The conversation's head does, since it counts
 * all messages, wherever they are. So what is in neither of them, and exists by the head, is looked for again.
 */
final class SegmentReads {
    private static final int ATTEMPTS = 1_000;

    private final ChatStore rows;
    private final SegmentStore index;
    private final SegmentContents contents;

    SegmentReads(ChatStore rows, SegmentStore index, SegmentContents contents) {
        this.rows = rows;
        this.index = index;
        this.contents = contents;
    }

    ChatStore rows() {
        return rows;
    }

    List<Segment> list(ConversationId id) {
        return index.list(id);
    }

    OptionalLong sequence(ConversationId id, String messageId) {
        return index.sequence(id, messageId);
    }

    /** Makes a read, and again if messages moved meanwhile. */
    static <T extends @Nullable Object> T steadily(Supplier<T> read) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return read.get();
            } catch (MovedException e) {
                // Another writer was first, so that something was done: read anew.
            }
        }
        throw UnavailableException.notDone(
                "messages of the conversation are moved again and again at the same time: repeat the call", true, null);
    }

    /** Returns the messages of the segment that contains a sequence, or null if none does. */
    @Nullable List<MessageSnapshot> segment(ConversationId id, long sequence) {
        String gone = null;
        while (true) {
            StoredSegment stored = index.find(id, sequence).orElse(null);
            if (stored == null) {
                return null;
            }
            List<MessageSnapshot> messages = contents.read(id, stored);
            if (messages != null) {
                return messages;
            }
            if (stored.segment().id().equals(gone)) {
                throw SegmentContents.missing(id, stored.segment());
            }
            gone = stored.segment().id();
        }
    }

    /** Returns the messages of a segment as it was listed, or null if it is gone. Others may have its sequences by now. */
    @Nullable List<MessageSnapshot> messages(ConversationId id, Segment segment) {
        List<MessageSnapshot> messages = segment(id, segment.first());
        boolean areOfIt = messages != null
                && messages.size() == segment.messages()
                && messages.get(0).message().sequence() == segment.first();
        return areOfIt ? messages : null;
    }

    /** Returns the head of a conversation if a sequence is that of a message before its end, or null if it is gone. */
    @Nullable Conversation headOver(ConversationId id, long sequence) {
        Optional<Conversation> head = rows.find(id);
        return head.filter(found -> sequence <= found.lastSequence()).orElse(null);
    }

    /** Returns whether a message exists, wherever it is. */
    boolean exists(ConversationId id, long sequence) {
        Conversation head = headOver(id, sequence);
        return head != null && sequence >= head.firstSequence();
    }

    /**
     * Returns what a message has, wherever it is, or null if it does not exist.
     *
     * @param ofRow returns it of the message outside of segments, or null
     */
    <T> @Nullable T find(
            ConversationId id, long sequence, Supplier<@Nullable T> ofRow, Function<MessageSnapshot, T> inSegment) {
        T row = ofRow.get();
        if (row != null || sequence < 1) {
            return row;
        }
        List<MessageSnapshot> segment = segment(id, sequence);
        if (segment != null) {
            return inSegment.apply(at(segment, sequence));
        }
        if (exists(id, sequence)) {
            throw new MovedException();
        }
        return null;
    }

    static MessageSnapshot at(List<MessageSnapshot> segment, long sequence) {
        return segment.get((int) (sequence - segment.get(0).message().sequence()));
    }
}
