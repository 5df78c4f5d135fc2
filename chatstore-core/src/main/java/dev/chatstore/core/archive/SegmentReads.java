package dev.chatstore.core.archive;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.Slice;
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
 * all messages, wherever they are. So what is in neither of them, and exists by the head, is looked for again. If something else
 * than this library removed its row, it is found nowhere while no segment changes: the others can still be read.
 */
final class SegmentReads {
    private static final int ATTEMPTS = 1_000;

    /** A message that is looked for so often would have to move, and back, each time that it is. */
    private static final int LOOKS = 20;

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
        if (exists(id, sequence) && !isLost(id, sequence)) {
            throw new MovedException();
        }
        return null;
    }

    /**
     * Returns whether a message is nowhere although the conversation's head counts it. No two segments have the same id, so that
     * nothing moved between two equal lists, unless it moved back too.
     */
    boolean isLost(ConversationId id, long sequence) {
        List<Segment> segments = index.list(id);
        if (segments.stream().anyMatch(segment -> segment.first() <= sequence && sequence <= segment.last())) {
            return false;
        }
        for (int look = 0; look < LOOKS; look++) {
            if (rows.find(id, sequence).isPresent() || !index.list(id).equals(segments)) {
                return false;
            }
        }
        return exists(id, sequence);
    }

    /** Returns the sequence of the last message before a lost one, or 0. */
    long before(ConversationId id, long lost) {
        List<Message> row = rows.history(id, Slice.before(lost, 1));
        return list(id).stream()
                .mapToLong(Segment::last)
                .filter(last -> last < lost)
                .reduce(row.isEmpty() ? 0 : row.get(0).sequence(), Math::max);
    }

    /** Returns the sequence of the first message after a lost one, or that of a message that comes later. */
    long after(ConversationId id, long lost, long later) {
        List<Message> row = rows.history(id, Slice.after(lost, 1));
        return list(id).stream()
                .mapToLong(Segment::first)
                .filter(first -> first > lost)
                .reduce(row.isEmpty() ? later : Math.min(later, row.get(0).sequence()), Math::min);
    }

    static MessageSnapshot at(List<MessageSnapshot> segment, long sequence) {
        return segment.get((int) (sequence - segment.get(0).message().sequence()));
    }
}
