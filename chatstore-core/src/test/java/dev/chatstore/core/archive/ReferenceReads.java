package dev.chatstore.core.archive;

import dev.chatstore.api.Message;
import dev.chatstore.api.Slice;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What slices of a conversation that begins at sequence 1 have. Messages may be lost, but not the newest one. */
final class ReferenceReads {
    private final List<Message> all;
    private final Map<Long, Message> bySequence;

    ReferenceReads(List<Message> all) {
        this.all = all;
        this.bySequence = all.stream().collect(Collectors.toMap(Message::sequence, message -> message));
    }

    Message at(long sequence) {
        return Objects.requireNonNull(bySequence.get(sequence));
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
        long next =
                slice.leaf() == Slice.PathTo.NEWEST ? all.get(all.size() - 1).sequence() : slice.leaf();
        while (bySequence.containsKey(next) && path.size() < slice.limit()) {
            path.addFirst(at(next));
            next = at(next).parent();
        }
        return List.copyOf(path);
    }
}
