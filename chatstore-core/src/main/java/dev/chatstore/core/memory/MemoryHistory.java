package dev.chatstore.core.memory;

import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Slice;
import dev.chatstore.api.spi.ForgottenMessage;
import dev.chatstore.api.spi.MessageSnapshot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The messages of one conversation: the older ones in segments, the others one by one. Its store's lock guards it. */
final class MemoryHistory {
    private final List<MemoryMessage> messages = new ArrayList<>();
    private final Map<String, MemoryMessage> byId = new HashMap<>();
    private final ForgottenMessages forgotten = new ForgottenMessages();
    private final MemorySegmentList segments = new MemorySegmentList();

    /** The sequence before the first message that is stored by itself: the older ones were removed, or are in segments. */
    private long before;

    /** A message that was stored under an id, and whether another one is the same. */
    record Known(long sequence, long version, boolean isSame) {}

    /**
     * Returns the messages of a snapshot.
     *
     * @param base what the versions are raised by
     */
    static MemoryHistory of(LoadedSnapshot loaded, long base) {
        MemoryHistory history = new MemoryHistory();
        history.before = loaded.head().firstSequence() - 1;
        loaded.forgotten().forEach(one -> history.forgotten.add(one, base));
        loaded.messages().forEach(one -> history.add(new MemoryMessage(one, base)));
        return history;
    }

    /** Returns the number of messages, wherever they are. */
    long size() {
        return segments.messages() + messages.size();
    }

    long last() {
        return before + messages.size();
    }

    MemorySegmentList segments() {
        return segments;
    }

    void add(MemoryMessage message) {
        messages.add(message);
        index(message);
    }

    private void index(MemoryMessage message) {
        String id = message.current().id();
        if (id != null) {
            byId.put(id, message);
        }
    }

    @Nullable Known known(String messageId, NewMessage sent) {
        MemoryMessage existing = byId.get(messageId);
        if (existing != null) {
            return new Known(existing.sequence(), existing.current().version(), existing.isSameAs(sent));
        }
        ForgottenMessage old = forgotten.find(messageId);
        return old == null ? null : new Known(old.sequence(), old.version(), ForgottenMessages.isSame(old, sent));
    }

    /** Returns the sequence of the message with an id, wherever it is. */
    OptionalLong sequence(String messageId) {
        MemoryMessage existing = byId.get(messageId);
        ForgottenMessage old = forgotten.find(messageId);
        if (existing != null) {
            return OptionalLong.of(existing.sequence());
        }
        return old == null || segments.find(old.sequence()).isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(old.sequence());
    }

    /** Returns what is kept of the messages that were removed. */
    List<ForgottenMessage> removed() {
        return forgotten.before(before + 1 - segments.messages());
    }

    List<MessageSnapshot> snapshot() {
        return messages.stream().map(MemoryMessage::snapshot).toList();
    }

    Stream<Message> current() {
        return messages.stream().map(MemoryMessage::current);
    }

    List<Message> slice(Slice slice) {
        int size = messages.size();
        if (slice instanceof Slice.After after) {
            long from = Math.max(0, Math.min(after.sequence() - before, size));
            return current(from, Math.min(size, from + after.limit()));
        }
        if (slice instanceof Slice.Before older) {
            long to = Math.max(0, Math.min(older.sequence() - 1 - before, size));
            return current(Math.max(0, to - older.limit()), to);
        }
        return slice instanceof Slice.RepliesTo replies ? replies(replies) : path((Slice.PathTo) slice);
    }

    private List<Message> replies(Slice.RepliesTo slice) {
        return current()
                .filter(message -> message.parent() == slice.parent() && message.sequence() > slice.afterSequence())
                .limit(slice.limit())
                .toList();
    }

    private List<Message> path(Slice.PathTo slice) {
        ArrayDeque<Message> found = new ArrayDeque<>();
        Optional<Message> next =
                at(slice.leaf() == Slice.PathTo.NEWEST ? last() : slice.leaf()).map(MemoryMessage::current);
        while (next.isPresent() && found.size() < slice.limit()) {
            found.addFirst(next.get());
            next = at(next.get().parent()).map(MemoryMessage::current);
        }
        return List.copyOf(found);
    }

    private List<Message> current(long from, long to) {
        return messages.subList((int) from, (int) to).stream()
                .map(MemoryMessage::current)
                .toList();
    }

    Optional<MemoryMessage> at(long sequence) {
        return sequence <= before || sequence > last()
                ? Optional.empty()
                : Optional.of(messages.get((int) (sequence - before - 1)));
    }

    Optional<MemoryMessage> withId(String messageId) {
        return Optional.ofNullable(byId.get(messageId));
    }

    /** Forgets the id of a message that was erased with it. */
    void forget(String messageId) {
        byId.remove(messageId);
    }

    /** Removes the messages before a sequence, as far as the limit allows, and returns them. Those in segments come first. */
    List<MemoryMessage> trim(long first, int limit) {
        long old = Math.max(1, first) - 1 - before;
        boolean isNone = old <= 0 || segments.messages() > 0;
        return isNone ? List.of() : takeOldest((int) Math.min(Math.min(old, messages.size()), limit));
    }

    /** Takes out the oldest messages, of which only what recognizes them remains. */
    List<MemoryMessage> takeOldest(int count) {
        List<MemoryMessage> oldest = messages.subList(0, count);
        List<MemoryMessage> taken = List.copyOf(oldest);
        for (MemoryMessage message : taken) {
            forgotten.add(message);
            if (message.current().id() != null) {
                byId.remove(message.current().id());
            }
        }
        oldest.clear();
        before += count;
        return taken;
    }

    /** Returns whether messages are the oldest of those that are stored one by one, and not the newest of all. */
    boolean begins(long first, long last) {
        return first == before + 1 && last >= first && last < last();
    }

    /** Brings back messages that come right before the others. */
    void bringBack(List<MessageSnapshot> older) {
        for (MessageSnapshot message : older) {
            if (message.message().id() != null) {
                forgotten.remove(message.message().id());
            }
        }
        List<MemoryMessage> back =
                older.stream().map(message -> new MemoryMessage(message, 0)).toList();
        messages.addAll(0, back);
        back.forEach(this::index);
        before -= back.size();
    }
}
