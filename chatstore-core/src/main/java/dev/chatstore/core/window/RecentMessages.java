package dev.chatstore.core.window;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.Message;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The newest messages of a conversation, oldest first and without a gap: an immutable list, safe for use by several
 * threads.
 *
 * <p>The list is a view of an array that is only ever written after its last message. The first list that extends
 * another writes its messages into the same array, and both share it; a second extension copies. An append therefore
 * costs as much as it adds, a part of a list costs nothing, and an older list never changes.
 */
public final class RecentMessages extends AbstractList<Message> implements RandomAccess {
    /** No messages. */
    public static final RecentMessages EMPTY = new RecentMessages(new SharedArray(0), 0, 0, 0);

    private final SharedArray array;
    private final int from;
    private final int to;
    private final long bytes;

    /** An array, and how much of it is written. */
    private static final class SharedArray {
        final @Nullable Message[] messages;
        final AtomicInteger written = new AtomicInteger();

        SharedArray(int capacity) {
            messages = new Message[capacity];
        }
    }

    private RecentMessages(SharedArray array, int from, int to, long bytes) {
        this.array = array;
        this.from = from;
        this.to = to;
        this.bytes = bytes;
    }

    /** Returns the newest {@code max} of some messages. */
    static RecentMessages of(List<Message> messages, int max) {
        int size = Math.min(messages.size(), max);
        return size == 0
                ? EMPTY
                : written(new SharedArray(size), messages.subList(messages.size() - size, messages.size()));
    }

    private static RecentMessages written(SharedArray array, List<Message> messages) {
        array.written.set(messages.size());
        for (int i = 0; i < messages.size(); i++) {
            array.messages[i] = messages.get(i);
        }
        return new RecentMessages(array, 0, messages.size(), HeapSize.of(messages));
    }

    /** Returns the newest {@code max} of these and the added messages. */
    RecentMessages plus(List<Message> added, int max) {
        int end = to + added.size();
        if (end <= array.messages.length && array.written.compareAndSet(to, end)) {
            for (int i = to; i < end; i++) {
                array.messages[i] = added.get(i - to);
            }
            return new RecentMessages(array, Math.max(from, end - max), end, bytes + HeapSize.of(added));
        }
        if (added.size() >= max) {
            return of(added, max);
        }
        int kept = Math.min(size(), max - added.size());
        // The spare capacity is also how many older messages stay in memory later: a fourth of the window at most.
        int capacity = Math.min(max + max / 4 + 1, 2 * (kept + added.size()) + 6);
        RecentMessages copy = written(new SharedArray(capacity), last(kept));
        return copy.plus(added, max);
    }

    /** Returns these messages with a revised one in place of the message with its sequence, if that is among them. */
    RecentMessages with(Message revised) {
        long index = isEmpty() ? -1 : revised.sequence() - get(0).sequence();
        if (index < 0 || index >= size() || get((int) index).revision() >= revised.revision()) {
            return this;
        }
        RecentMessages copy = written(new SharedArray(size()), this);
        copy.array.messages[(int) index] = revised;
        return new RecentMessages(
                copy.array, 0, size(), copy.bytes + HeapSize.of(revised) - HeapSize.of(get((int) index)));
    }

    /** Returns the newest of these messages, without copying them. */
    RecentMessages last(int count) {
        return count >= size() ? this : subList(size() - count, size());
    }

    /** Returns these messages without those that were removed from a conversation as old ones, without copying them. */
    RecentMessages from(Conversation head) {
        long removed = isEmpty() ? 0 : head.firstSequence() - get(0).sequence();
        return removed <= 0 ? this : subList((int) Math.min(removed, size()), size());
    }

    /** Returns the number of heap bytes that this keeps: more than it shows if it shares its array with older lists. */
    long bytes() {
        return bytes + 4L * (array.messages.length - to);
    }

    @Override
    public RecentMessages subList(int first, int end) {
        Objects.checkFromToIndex(first, end, size());
        return new RecentMessages(array, from + first, from + end, bytes);
    }

    @Override
    public Message get(int index) {
        return Objects.requireNonNull(array.messages[from + Objects.checkIndex(index, size())]);
    }

    @Override
    public int size() {
        return to - from;
    }
}
