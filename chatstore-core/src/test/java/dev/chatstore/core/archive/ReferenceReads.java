package dev.chatstore.core.archive;

import dev.chatstore.api.Message;
import dev.chatstore.api.Slice;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What slices of a conversation that begins at sequence 1 have. */
final class ReferenceReads {
    private final List<Message> all;

    ReferenceReads(List<Message> all) {
        this.all = all;
    }

    Message at(long sequence) {
        return all.get((int) sequence - 1);
    }

    List<Message> read(Slice slice) {
        if (slice instanceof Slice.After after) {
            return all.stream()
                    .filter(message -> message.sequence() > after.sequence())
                    .limit(after.limit())
                    .toList();
        }
        if (slice instanceof Slice.Before before) {
            List<Message> older = all.stream()
                    .filter(message -> message.sequence() < before.sequence())
                    .toList();
            return older.subList(Math.max(0, older.size() - before.limit()), older.size());
        }
        return slice instanceof Slice.RepliesTo replies ? replies(replies) : path((Slice.PathTo) slice);
    }

    private List<Message> replies(Slice.RepliesTo slice) {
        return all.stream()
                .filter(message -> message.parent() == slice.parent() && message.sequence() > slice.afterSequence())
                .limit(slice.limit())
                .toList();
    }

    private List<Message> path(Slice.PathTo slice) {
        Deque<Message> path = new ArrayDeque<>();
        long next = slice.leaf() == Slice.PathTo.NEWEST ? all.size() : slice.leaf();
        while (next > 0 && next <= all.size() && path.size() < slice.limit()) {
            path.addFirst(at(next));
            next = at(next).parent();
        }
        return List.copyOf(path);
    }
}
