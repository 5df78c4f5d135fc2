package dev.chatstore.core.tier;

import dev.chatstore.api.Message;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The newest messages of a conversation, oldest first and without a gap: an immutable list.
 *
 * <p>It is a part of an array that is only ever written behind its last message. Whoever adds messages to a tail that
 * nobody has added to yet writes them there, and both tails share the array; a second one copies. So an append costs what
 * it adds, a part of a tail costs nothing, and whoever holds an older tail keeps what it saw.
 */
final class RecentMessages extends AbstractList<Message> implements RandomAccess {
    static final RecentMessages EMPTY = new RecentMessages(new Slots(0), 0, 0, 0);

    private final Slots slots;
    private final int from;
    private final int to;
    private final long bytes;

    /** An array, and how much of it is written. */
    private static final class Slots {
        final @Nullable Message[] messages;
        final AtomicInteger written = new AtomicInteger();

        Slots(int capacity) {
            messages = new Message[capacity];
        }
    }

    private RecentMessages(Slots slots, int from, int to, long bytes) {
        this.slots = slots;
        this.from = from;
        this.to = to;
        this.bytes = bytes;
    }

    /** Returns the last of some messages. */
    static RecentMessages of(List<Message> messages, int max) {
        int size = Math.min(messages.size(), max);
        return size == 0 ? EMPTY : written(new Slots(size), messages.subList(messages.size() - size, messages.size()));
    }

    private static RecentMessages written(Slots slots, List<Message> messages) {
        slots.written.set(messages.size());
        for (int i = 0; i < messages.size(); i++) {
            slots.messages[i] = messages.get(i);
        }
        return new RecentMessages(slots, 0, messages.size(), HeapSize.of(messages));
    }

    /** Returns the last of these and some more messages. */
    RecentMessages plus(List<Message> added, int max) {
        int end = to + added.size();
        if (end <= slots.messages.length && slots.written.compareAndSet(to, end)) {
            for (int i = to; i < end; i++) {
                slots.messages[i] = added.get(i - to);
            }
            return new RecentMessages(slots, Math.max(from, end - max), end, bytes + HeapSize.of(added));
        }
        if (added.size() >= max) {
            return of(added, max);
        }
        int kept = Math.min(size(), max - added.size());
        // The room behind the newest is what keeps older messages in memory later on: it is a fourth at most.
        int capacity = Math.min(max + max / 4 + 1, 2 * (kept + added.size()) + 6);
        RecentMessages copy = written(new Slots(capacity), last(kept));
        return copy.plus(added, max);
    }

    /** Returns these messages with another in place of the one of its sequence, if that is here. */
    RecentMessages with(Message revised) {
        long index = isEmpty() ? -1 : revised.sequence() - get(0).sequence();
        if (index < 0 || index >= size() || get((int) index).revision() >= revised.revision()) {
            return this;
        }
        RecentMessages copy = written(new Slots(size()), this);
        copy.slots.messages[(int) index] = revised;
        return new RecentMessages(
                copy.slots, 0, size(), copy.bytes + HeapSize.of(revised) - HeapSize.of(get((int) index)));
    }

    /** Returns the newest of these messages, without copying them. */
    RecentMessages last(int count) {
        return count >= size() ? this : subList(size() - count, size());
    }

    /** Returns how many bytes of the heap this keeps: more than it shows, if it shares its array with older ones. */
    long bytes() {
        return bytes + 4L * (slots.messages.length - to);
    }

    @Override
    public RecentMessages subList(int first, int end) {
        Objects.checkFromToIndex(first, end, size());
        return new RecentMessages(slots, from + first, from + end, bytes);
    }

    @Override
    public Message get(int index) {
        return Objects.requireNonNull(slots.messages[from + Objects.checkIndex(index, size())]);
    }

    @Override
    public int size() {
        return to - from;
    }
}
