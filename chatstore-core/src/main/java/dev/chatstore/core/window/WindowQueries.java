package dev.chatstore.core.window;

import dev.chatstore.api.Message;
import dev.chatstore.api.Slice;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers reads from a cached window as the durable store would. The result is null if the window does not hold enough.
 * Lists of consecutive messages are not copied.
 */
public final class WindowQueries {
    private WindowQueries() {}

    /** Returns a slice of the history, or null if the window does not hold all of it. */
    public static @Nullable List<Message> history(CachedWindow window, Slice slice) {
        if (window.head() == null) {
            return List.of();
        }
        if (window.messages().isEmpty()) {
            return window.isComplete() ? List.of() : null;
        }
        if (slice instanceof Slice.After after) {
            return after(window, after);
        }
        if (slice instanceof Slice.Before before) {
            return before(window, before);
        }
        return slice instanceof Slice.RepliesTo replies ? replies(window, replies) : path(window, (Slice.PathTo) slice);
    }

    /** A reply comes after its parent: if everything after that is in the window, so are all replies. */
    private static @Nullable List<Message> replies(CachedWindow window, Slice.RepliesTo slice) {
        RecentMessages messages = window.messages();
        boolean holdsAllAfter = first(messages) - 1 <= Math.max(slice.parent(), slice.afterSequence());
        if (!holdsAllAfter && !window.isComplete()) {
            return null;
        }
        return messages.stream()
                .filter(message -> message.parent() == slice.parent() && message.sequence() > slice.afterSequence())
                .limit(slice.limit())
                .toList();
    }

    private static @Nullable List<Message> after(CachedWindow window, Slice.After slice) {
        RecentMessages messages = window.messages();
        long from = slice.sequence() + 1 - first(messages);
        if (from < 0 && !window.isComplete()) {
            return null;
        }
        int begin = (int) Math.max(0, Math.min(from, messages.size()));
        return messages.subList(begin, (int) Math.min(messages.size(), (long) begin + slice.limit()));
    }

    private static @Nullable List<Message> before(CachedWindow window, Slice.Before slice) {
        RecentMessages messages = window.messages();
        if (slice.sequence() == Long.MAX_VALUE && slice.limit() <= messages.size()) {
            // Without looking at a message, which is rarely in the processor's caches.
            return messages.last(slice.limit());
        }
        long first = first(messages);
        long end = Math.min(slice.sequence() - first, messages.size());
        long begin = end - slice.limit();
        if (begin < 0 && !window.isComplete()) {
            return null;
        }
        return end <= 0 ? List.of() : messages.subList((int) Math.max(0, begin), (int) end);
    }

    private static @Nullable List<Message> path(CachedWindow window, Slice.PathTo slice) {
        RecentMessages messages = window.messages();
        ArrayDeque<Message> path = new ArrayDeque<>();
        long next = slice.leaf() == Slice.PathTo.NEWEST
                ? messages.get(messages.size() - 1).sequence()
                : slice.leaf();
        while (next > 0 && path.size() < slice.limit()) {
            long index = next - first(messages);
            if (index < 0 && !window.isComplete()) {
                return null;
            }
            if (index < 0 || index >= messages.size()) {
                break;
            }
            Message message = messages.get((int) index);
            path.addFirst(message);
            next = message.parent();
        }
        return List.copyOf(path);
    }

    /** Returns the message at a sequence, empty if it does not exist, or null if the window cannot decide. */
    @SuppressWarnings("NullableOptional") // null: the window cannot decide
    public static @Nullable Optional<Message> find(CachedWindow window, long sequence) {
        if (window.messages().isEmpty()) {
            return window.isComplete() ? Optional.empty() : null;
        }
        long index = sequence - first(window.messages());
        if (index < 0) {
            return window.isComplete() ? Optional.empty() : null;
        }
        return index >= window.messages().size()
                ? Optional.empty()
                : Optional.of(window.messages().get((int) index));
    }

    /** Returns the message with an id, empty if it does not exist, or null if the window cannot decide. */
    @SuppressWarnings("NullableOptional") // null: the window cannot decide
    public static @Nullable Optional<Message> find(CachedWindow window, String messageId) {
        RecentMessages messages = window.messages();
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messageId.equals(messages.get(i).id())) {
                return Optional.of(messages.get(i));
            }
        }
        return window.isComplete() ? Optional.empty() : null;
    }

    private static long first(RecentMessages messages) {
        return messages.get(0).sequence();
    }
}
