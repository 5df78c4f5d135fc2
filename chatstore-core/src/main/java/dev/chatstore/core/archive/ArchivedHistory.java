package dev.chatstore.core.archive;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.Slice;
import dev.chatstore.api.spi.MessageSnapshot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads slices that go on in segments. The messages outside of segments are read first. A message's version is never less than
 * that of an older one, and versions are never used again: an older message that was read later and has a greater version
 * belongs to a conversation that was created again, and the slice is read anew.
 */
final class ArchivedHistory {
    private final SegmentReads reads;

    ArchivedHistory(SegmentReads reads) {
        this.reads = reads;
    }

    List<Message> before(ConversationId id, Slice.Before slice) {
        List<Message> rows = reads.rows().history(id, slice);
        boolean isEmpty = rows.isEmpty() && slice.sequence() == Long.MAX_VALUE;
        if (isEmpty || rows.size() == slice.limit()) {
            return rows;
        }
        long sequence = rows.isEmpty() ? slice.sequence() - 1 : rows.get(0).sequence() - 1;
        Older older = new Older(id, rows, slice.limit());
        while (sequence > 0 && older.left() > 0) {
            Slice next = Slice.before(sequence + 1, older.left());
            long last = sequence;
            boolean added = older.add(sequence, segment -> until(segment, last, older.left()), next);
            if (!added && !older.isAtLost()) {
                break;
            }
            sequence = added ? older.first().sequence() - 1 : reads.before(id, sequence);
        }
        return older.messages();
    }

    private static List<Message> until(List<MessageSnapshot> segment, long last, int limit) {
        int to = (int) (last - segment.get(0).message().sequence() + 1);
        return segment.subList(Math.max(0, to - limit), to).stream()
                .map(MessageSnapshot::message)
                .toList();
    }

    List<Message> path(ConversationId id, Slice.PathTo slice) {
        List<Message> rows = reads.rows().history(id, slice);
        boolean isEmpty = rows.isEmpty() && slice.leaf() == Slice.PathTo.NEWEST;
        if (isEmpty || rows.size() == slice.limit()) {
            return rows;
        }
        long sequence = rows.isEmpty() ? slice.leaf() : rows.get(0).parent();
        Older older = new Older(id, rows, slice.limit());
        while (sequence > 0 && older.left() > 0) {
            Slice next = Slice.pathTo(sequence, older.left());
            long leaf = sequence;
            if (!older.add(sequence, segment -> path(segment, leaf, older.left()), next)) {
                break;
            }
            sequence = older.first().parent();
        }
        return older.messages();
    }

    private static List<Message> path(List<MessageSnapshot> segment, long leaf, int limit) {
        Deque<Message> path = new ArrayDeque<>();
        long first = segment.get(0).message().sequence();
        for (long next = leaf; next >= first && path.size() < limit; ) {
            Message message = SegmentReads.at(segment, next).message();
            path.addFirst(message);
            next = message.parent();
        }
        return List.copyOf(path);
    }

    /** A slice to which older messages are added. */
    private final class Older {
        private final ConversationId id;
        private final Deque<List<Message>> parts = new ArrayDeque<>();
        private final int limit;
        private int size;
        private boolean atLost;

        Older(ConversationId id, List<Message> newest, int limit) {
            this.id = id;
            this.limit = limit;
            addFirst(newest);
        }

        private void addFirst(List<Message> part) {
            if (!part.isEmpty()) {
                parts.addFirst(part);
                size += part.size();
            }
        }

        int left() {
            return limit - size;
        }

        /** Returns whether the message that was to be added last is lost. */
        boolean isAtLost() {
            return atLost;
        }

        Message first() {
            return parts.getFirst().get(0);
        }

        List<Message> messages() {
            return parts.size() == 1
                    ? parts.getFirst()
                    : parts.stream().flatMap(List::stream).toList();
        }

        /** Adds messages up to a sequence, and returns whether there is a message at it. */
        boolean add(long sequence, Function<List<MessageSnapshot>, List<Message>> ofSegment, Slice ofRows) {
            List<Message> part = part(sequence, ofSegment, () -> reads.rows().history(id, ofRows));
            if (part == null) {
                return false;
            }
            if (!parts.isEmpty() && part.get(part.size() - 1).version() > first().version()) {
                throw new MovedException();
            }
            addFirst(part);
            return true;
        }

        private @Nullable List<Message> part(
                long sequence,
                Function<List<MessageSnapshot>, List<Message>> ofSegment,
                Supplier<List<Message>> ofRows) {
            atLost = false;
            List<MessageSnapshot> segment = reads.segment(id, sequence);
            if (segment != null) {
                return ofSegment.apply(segment);
            }
            Conversation head = reads.headOver(id, sequence);
            if (head == null && !parts.isEmpty()) {
                throw new MovedException();
            }
            if (head == null || sequence < head.firstSequence()) {
                return null;
            }
            List<Message> rows = ofRows.get();
            if (!rows.isEmpty() && rows.get(rows.size() - 1).sequence() == sequence) {
                return rows;
            }
            atLost = reads.isLost(id, sequence);
            if (!atLost) {
                throw new MovedException();
            }
            return null;
        }
    }

    List<Message> after(ConversationId id, Slice.After slice) {
        List<Message> rows = reads.rows().history(id, slice);
        if (rows.isEmpty() || rows.get(0).sequence() == slice.sequence() + 1) {
            return rows;
        }
        Message bound = rows.get(0);
        List<Message> found = new ArrayList<>();
        long next = slice.sequence() + 1;
        while (next < bound.sequence() && found.size() < slice.limit()) {
            int left = (int) Math.min(slice.limit() - found.size(), bound.sequence() - next);
            List<MessageSnapshot> segment = reads.segment(id, next);
            long first = segment == null ? begin(id, next, bound, found.isEmpty()) : next;
            if (first > next) {
                next = first;
                continue;
            }
            List<Message> part = segment == null ? rowsFrom(id, next, left) : from(segment, next, left);
            if (part.isEmpty()) {
                next = reads.after(id, next, bound.sequence());
                continue;
            }
            if (part.get(part.size() - 1).version() > bound.version()) {
                throw new MovedException();
            }
            part.stream()
                    .filter(message -> message.sequence() < bound.sequence())
                    .forEach(found::add);
            next = part.get(part.size() - 1).sequence() + 1;
        }
        found.addAll(rows.subList(0, Math.min(rows.size(), slice.limit() - found.size())));
        return List.copyOf(found);
    }

    /** Returns the sequence itself, or where the history begins after it. */
    private long begin(ConversationId id, long sequence, Message bound, boolean mayBeginLater) {
        Conversation head = reads.headOver(id, bound.sequence());
        if (head == null || head.firstSequence() > bound.sequence()) {
            throw new MovedException();
        }
        if (head.firstSequence() > sequence && !mayBeginLater) {
            throw new MovedException();
        }
        return Math.max(sequence, head.firstSequence());
    }

    /** Returns messages from a sequence on, or none if the message there is lost. */
    private List<Message> rowsFrom(ConversationId id, long first, int limit) {
        List<Message> rows = reads.rows().history(id, Slice.after(first - 1, limit));
        if (!rows.isEmpty() && rows.get(0).sequence() == first) {
            return rows;
        }
        if (!reads.isLost(id, first)) {
            throw new MovedException();
        }
        return List.of();
    }

    private static List<Message> from(List<MessageSnapshot> segment, long first, int limit) {
        int from = (int) (first - segment.get(0).message().sequence());
        return segment.subList(from, Math.min(segment.size(), from + limit)).stream()
                .map(MessageSnapshot::message)
                .toList();
    }
}
