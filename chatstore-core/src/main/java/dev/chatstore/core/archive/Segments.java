package dev.chatstore.core.archive;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.Slice;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.api.spi.TextPages;
import dev.chatstore.api.spi.segment.Segment;
import dev.chatstore.api.spi.segment.SegmentPlace;
import dev.chatstore.api.spi.segment.SegmentStore;
import dev.chatstore.api.spi.segment.StoredSegment;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
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
     * Creates it for a durable backend.
     *
     * @param durable the backend without caches, and without the layer that shows messages wherever they are
     * @param place the place for the contents of new segments, or null for the store itself
     * @param places the places of existing segments
     * @param random the source of randomness, safe for use by several threads
     * @throws InvalidInputException if the backend has no segments
     */
    public Segments(
            Backend durable,
            @Nullable SegmentPlace place,
            SegmentPlaces places,
            SegmentCodec codec,
            RandomGenerator random) {
        this(durable.chats(), index(durable), place, new SegmentContents(places, codec, 0), new SegmentWriter(codec, random), SegmentLimits.DEFAULT);
    }

    // Six parameters: what is read and written, and how much at once.
    Segments(
            ChatStore rows,
            SegmentStore index,
            @Nullable SegmentPlace place,
            SegmentContents contents,
            SegmentWriter writer,
            SegmentLimits limits) {
        this.rows = rows;
        this.index = index;
        this.place = place;
        this.contents = contents;
        this.writer = writer;
        this.limits = limits;
        this.back = new SegmentReturn(index, new SegmentReads(rows, index, contents), contents);
    }

    private static SegmentStore index(Backend durable) {
        return durable.segments()
                .orElseThrow(() -> new InvalidInputException("storage", "cannot move messages into an archive", 0));
    }

    /**
     * Moves the oldest messages of a conversation that are in no segment into a new one, as many as fit.
     *
     * @param keepNewest the number of messages that stay at least; the newest one always does
     * @param limit the maximum number of messages, 1 to {@value SegmentStore#MESSAGES_PER_SEGMENT}
     * @throws UnavailableException if the store or the place is out of reach. If {@linkplain
     *     UnavailableException#outcomeUnknown() the outcome is unknown}, the messages are in the segment or where they were
     */
    public Move archive(ConversationId id, long keepNewest, int limit) {
        Conversation head = rows.find(id).orElse(null);
        long last = head == null ? 0 : head.lastSequence() - Math.max(1, keepNewest);
        if (head == null || last < head.firstSequence()) {
            return Move.of(Move.Outcome.NOTHING);
        }
        return move(head, 1, last, limit, lines -> put(head, lines));
    }

    /**
     * Moves the oldest messages of a conversation that are in no segment into a new one, up to a sequence or until it is full,
     * if the conversation has not changed since it was read.
     *
     * @param head the conversation as it was read
     * @param last the sequence, before that of the newest message
     * @throws UnavailableException as for {@link #archive}
     */
    public Move archive(Conversation head, long last) {
        return move(head, 1, last, limits.messages(), lines -> put(head, lines));
    }

    /**
     * Returns what {@link #archive(Conversation, long)} would return if the messages before a sequence were in segments, and moves
     * nothing.
     *
     * @param first the sequence
     */
    public Move count(Conversation head, long first, long last) {
        return move(
                head,
                first,
                last,
                limits.messages(),
                lines -> new Move(Move.Outcome.MOVED, writer.segment(lines, place).segment()));
    }

    // Five parameters: the messages, and what is done with them.
    private Move move(Conversation head, long first, long last, int limit, Function<SegmentLines, Move> end) {
        SegmentLines lines = new SegmentLines(limits.bytes());
        Move.Outcome outcome = read(head.id(), first, last, limit, lines);
        return lines.messages() == 0 || outcome == Move.Outcome.CHANGED ? Move.of(outcome) : end.apply(lines);
    }

    private Move.Outcome read(ConversationId id, long first, long last, int limit, SegmentLines lines) {
        TextPages pages = new TextPages(rows);
        long next = first;
        while (next <= last && lines.messages() < limit) {
            List<Message> page = pages.read(id, next, last);
            for (Message message : page) {
                boolean follows = lines.messages() == 0 || message.sequence() == next;
                boolean isEnd = message.sequence() > last || lines.messages() == limit;
                if (!follows || isEnd) {
                    return isEnd ? Move.Outcome.NOTHING : Move.Outcome.CHANGED;
                }
                Move.Outcome outcome = add(id, message, lines);
                if (outcome != Move.Outcome.MOVED) {
                    return outcome;
                }
                next = message.sequence() + 1;
            }
            if (page.isEmpty()) {
                break;
            }
        }
        return Move.Outcome.NOTHING;
    }

    private Move.Outcome add(ConversationId id, Message message, SegmentLines lines) {
        List<Message> earlier = List.of();
        if (message.revision() > 1 && !message.redacted()) {
            List<Message> revisions = rows.revisions(id, message.sequence());
            if (revisions.isEmpty() || !revisions.get(revisions.size() - 1).equals(message)) {
                return Move.Outcome.CHANGED;
            }
            earlier = revisions.subList(0, revisions.size() - 1);
        }
        MessageSnapshot snapshot = new MessageSnapshot(message, earlier);
        if (!SegmentLines.canKeep(snapshot)) {
            return Move.Outcome.UNREADABLE;
        }
        return lines.add(snapshot) ? Move.Outcome.MOVED : Move.Outcome.NOTHING;
    }

    private Move put(Conversation head, SegmentLines lines) {
        StoredSegment segment = writer.write(lines, place);
        boolean put;
        try {
            put = index.put(head.id(), head.version(), segment);
        } catch (UnavailableException e) {
            if (!e.outcomeUnknown()) {
                remove(segment.segment());
            }
            throw e;
        }
        if (!put) {
            remove(segment.segment());
            return Move.of(Move.Outcome.CHANGED);
        }
        return new Move(Move.Outcome.MOVED, segment.segment());
    }

    /** Removes the content of a segment that the index does not know. */
    private void remove(Segment segment) {
        contents.forget(segment);
    }

    /**
     * Brings back the segments of a conversation, the newest one first, until a message is in none. Each segment is a
     * transaction of its own.
     *
     * @param downTo the sequence of the message, 1 for all segments
     * @return the number of messages that were brought back
     * @throws dev.chatstore.api.CorruptDataException if a segment cannot be read. The newer ones are back
     * @throws UnavailableException if the store or a place is out of reach. Calling again goes on
     */
    public int takeBack(ConversationId id, long downTo) {
        return back.takeBack(id, downTo);
    }

    /** Returns the place for the contents of new segments, or null if the store has them. */
    public @Nullable SegmentPlace place() {
        return place;
    }

    /** Returns the maximum size of new segments. */
    public SegmentLimits limits() {
        return limits;
    }

    /** Returns the segments of a conversation, oldest first. Cost: one statement. */
    public List<Segment> list(ConversationId id) {
        return index.list(id);
    }

    /** Returns those of the given ids that segments have. A content of any other is an orphan. Cost: one statement. */
    public Set<String> existing(Collection<String> segmentIds) {
        return index.existing(segmentIds);
    }
}
