package dev.chatstore.core.archive;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.SegmentStore;
import dev.chatstore.api.spi.segment.Segment;
import dev.chatstore.api.spi.segment.SegmentPlace;
import org.jspecify.annotations.Nullable;

/**
 * Moves messages of a durable store into segments and back. Each move is one transaction: whatever fails, each message is in
 * exactly one place that readers see. What fails between the writing of a content and that transaction leaves a content in
 * its place that no index names, which a sweep removes. Safe for use by several threads.
 */
public final class Segments {
    private final ChatStore rows;
    private final SegmentStore index;
    private final SegmentContents contents;
    private final SegmentReturn back;
    private final SegmentWriter writer;
    private final @Nullable SegmentPlace place;
    private final SegmentLimits limits;

    /**
     * Creates it.
     *
     * @param place the place for the contents of new segments, or null for the store itself
     * @param limits the maximum size of a new segment
     */
    // Six parameters: what is read and written, and the two choices.
    Segments(
            ChatStore rows,
            SegmentStore index,
            SegmentContents contents,
            SegmentWriter writer,
            @Nullable SegmentPlace place,
            SegmentLimits limits) {
        this.rows = rows;
        this.index = index;
        this.contents = contents;
        this.writer = writer;
        this.place = place;
        this.limits = limits;
        this.back = new SegmentReturn(index, new SegmentReads(rows, index, contents), contents);
    }

    /** Returns the index of the store. */
    public SegmentStore index() {
        return index;
    }

    /** Returns the maximum size of new segments. */
    public SegmentLimits limits() {
        return limits;
    }

    /** Returns the place for the contents of new segments, or null for the store itself. */
    public @Nullable SegmentPlace place() {
        return place;
    }

    /**
     * Moves the oldest messages of a conversation that are in no segment into a new one: up to a sequence, or until it is full.
     *
     * @param head the conversation as it was read
     * @param first the sequence of the oldest message that is in no segment
     * @param last the sequence of the last message to move, less than that of the newest one
     * @return the segment, or null if the conversation changed or the messages moved, in which case nothing is done
     * @throws CorruptDataException if the first message has parts that cannot be read; it stays where it is
     * @throws UnavailableException if the store or the place is out of reach. If {@linkplain
     *     UnavailableException#outcomeUnknown() the outcome is unknown}, the messages are in the segment or where they were
     */
    public @Nullable Segment move(Conversation head, long first, long last) {
        SegmentLines lines = read(head.id(), first, last);
        return lines == null
                ? null
                : writer.write(lines, place, segment -> index.put(head.id(), head.version(), segment));
    }

    /**
     * Returns the segment that {@link #move} would make, without making it.
     *
     * @return the segment, with an id that none has, or null if the conversation changed or the messages moved
     * @throws CorruptDataException if the first message has parts that cannot be read
     */
    public @Nullable Segment count(Conversation head, long first, long last) {
        SegmentLines lines = read(head.id(), first, last);
        return lines == null ? null : writer.encode(lines, place).segment();
    }

    /**
     * Returns the first messages of a conversation as a segment has them before compression, or null if they are not outside of
     * segments.
     */
    public byte @Nullable [] sample(Conversation head, long last) {
        SegmentLines lines = read(head.id(), head.firstSequence(), last);
        return lines == null ? null : lines.bytes();
    }

    /** Returns what compresses new segments. */
    public Compression compression() {
        return writer.compression();
    }

    /** Returns these segments with another compression of new ones, for {@link #count}. */
    public Segments compressedBy(Compression other) {
        return new Segments(rows, index, contents, writer.with(new SegmentCodec(other)), place, limits);
    }

    private @Nullable SegmentLines read(ConversationId id, long first, long last) {
        SegmentLines lines = new SegmentLines(limits.bytes());
        boolean isRead = new RowsForSegment(rows, id, lines).read(first, Math.min(last, first + limits.messages() - 1));
        return isRead ? lines : null;
    }

    /**
     * Brings the newest segment of a conversation back.
     *
     * @return whether it was still the newest one; if not, nothing is done
     * @throws CorruptDataException if it cannot be read
     * @throws UnavailableException if the store or its place is out of reach
     */
    public boolean takeBack(ConversationId id, Segment newest) {
        return back.takeBack(id, newest);
    }

    /**
     * Brings back the segments of a conversation, the newest one first, until a message is in none. Each segment is a
     * transaction of its own.
     *
     * @param downTo the sequence of the message, 1 for all segments
     * @return the number of messages that were brought back
     * @throws CorruptDataException if a segment cannot be read. The newer ones are back
     * @throws UnavailableException if the store or a place is out of reach. Calling again goes on
     */
    public int takeBack(ConversationId id, long downTo) {
        return back.takeBack(id, downTo);
    }
}
