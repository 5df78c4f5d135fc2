package dev.chatstore.core.archive;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.api.spi.OldMessages;
import dev.chatstore.api.spi.SegmentStore;
import dev.chatstore.api.spi.segment.Segment;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Removes the oldest messages wherever they are, each call in one transaction. What is within the oldest segment makes it
 * shorter, or drops it. If a call asks for more, and the segments have few messages together, they are brought back before;
 * otherwise the call removes the oldest segment, which is fewer than asked for, and the next call goes on.
 */
final class ArchivedTrim implements OldMessages {
    private final OldMessages rows;
    private final SegmentStore index;
    private final SegmentReads reads;
    private final SegmentReturn back;
    private final SegmentContents contents;
    private final SegmentWriter writer;

    // Six parameters: what is read, written and removed.
    ArchivedTrim(
            OldMessages rows,
            SegmentStore index,
            SegmentReads reads,
            SegmentReturn back,
            SegmentContents contents,
            SegmentWriter writer) {
        this.rows = rows;
        this.index = index;
        this.reads = reads;
        this.back = back;
        this.contents = contents;
        this.writer = writer;
    }

    @Override
    public int trim(ConversationId id, @Nullable Instant created, long first, int limit) {
        return SegmentReads.steadily(() -> {
            List<Segment> segments = index.list(id);
            if (segments.isEmpty()) {
                return trimRows(id, created, first, limit);
            }
            return isMeant(id, created) ? trim(id, segments, first, limit) : 0;
        });
    }

    /** Returns whether a conversation with segments is still the one that is meant. Another one has other segments. */
    private boolean isMeant(ConversationId id, @Nullable Instant created) {
        return created == null
                || reads.rows()
                        .find(id)
                        .filter(head -> created.equals(head.created()))
                        .isPresent();
    }

    private int trimRows(ConversationId id, @Nullable Instant created, long first, int limit) {
        int removed = rows.trim(id, created, first, limit);
        if (removed == 0 && !index.list(id).isEmpty()) {
            throw new MovedException();
        }
        return removed;
    }

    private int trim(ConversationId id, List<Segment> segments, long first, int limit) {
        Segment oldest = segments.get(0);
        long old = Math.min(first - oldest.first(), limit);
        if (first <= oldest.first()) {
            return 0;
        }
        long archived = segments.stream().mapToLong(Segment::messages).sum();
        if (old > oldest.messages() && archived <= MESSAGES_PER_CALL) {
            return trimBroughtBack(id, oldest);
        }
        return old < oldest.messages() ? shorten(id, oldest, (int) old) : drop(id, oldest);
    }

    /** What is too old goes also if a segment is damaged: the oldest one is then removed without being read. */
    private int trimBroughtBack(ConversationId id, Segment oldest) {
        try {
            back.takeBack(id, oldest.first());
        } catch (CorruptDataException e) {
            return drop(id, oldest);
        }
        throw new MovedException();
    }

    private int drop(ConversationId id, Segment oldest) {
        if (!index.shorten(id, oldest, null)) {
            throw new MovedException();
        }
        contents.forget(oldest);
        return (int) oldest.messages();
    }

    private int shorten(ConversationId id, Segment oldest, int old) {
        List<MessageSnapshot> messages = reads.messages(id, oldest);
        if (messages == null) {
            throw new MovedException();
        }
        SegmentLines lines = new SegmentLines(Long.MAX_VALUE);
        messages.subList(old, messages.size()).forEach(lines::add);
        boolean isShorter =
                writer.write(lines, contents.places().of(oldest), left -> index.shorten(id, oldest, left)) != null;
        if (!isShorter) {
            throw new MovedException();
        }
        contents.forget(oldest);
        return old;
    }
}
