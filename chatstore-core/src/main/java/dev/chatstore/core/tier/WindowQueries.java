package dev.chatstore.core.tier;

import dev.chatstore.api.Message;
import dev.chatstore.api.Slice;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a window answers of a conversation, as the durable store would; null where it does not hold what that takes. Of
 * the newest messages nothing is copied.
 */
final class WindowQueries {
    private WindowQueries() {}

    static @Nullable List<Message> history(CachedWindow held, Slice slice) {
        if (held.head() == null) {
            return List.of();
        }
        if (held.messages().isEmpty()) {
            return held.isComplete() ? List.of() : null;
        }
        if (slice instanceof Slice.After after) {
            return after(held.messages(), after);
        }
        if (slice instanceof Slice.Before before) {
            return before(held.messages(), before);
        }
        return path(held.messages(), (Slice.PathTo) slice);
    }

    private static @Nullable List<Message> after(RecentMessages messages, Slice.After slice) {
        long from = slice.sequence() + 1 - first(messages);
        if (from < 0) {
            return null;
        }
        int begin = (int) Math.min(from, messages.size());
        return messages.subList(begin, (int) Math.min(messages.size(), (long) begin + slice.limit()));
    }

    private static @Nullable List<Message> before(RecentMessages messages, Slice.Before slice) {
        long first = first(messages);
        long end = Math.min(slice.sequence() - first, messages.size());
        long begin = end - slice.limit();
        if (begin < 0 && first > 1) {
            return null;
        }
        return end <= 0 ? List.of() : messages.subList((int) Math.max(0, begin), (int) end);
    }

    private static @Nullable List<Message> path(RecentMessages messages, Slice.PathTo slice) {
        ArrayDeque<Message> path = new ArrayDeque<>();
        long next = slice.leaf();
        while (next > 0 && path.size() < slice.limit()) {
            long index = next - first(messages);
            if (index < 0) {
                return null;
            }
            if (index >= messages.size()) {
                break;
            }
            Message message = messages.get((int) index);
            path.addFirst(message);
            next = message.parent();
        }
        return List.copyOf(path);
    }

    @SuppressWarnings("NullableOptional") // null: the window does not tell
    static @Nullable Optional<Message> find(CachedWindow held, long sequence) {
        if (held.messages().isEmpty()) {
            return held.isComplete() ? Optional.empty() : null;
        }
        long index = sequence - first(held.messages());
        if (index < 0) {
            return held.isComplete() ? Optional.empty() : null;
        }
        return index >= held.messages().size()
                ? Optional.empty()
                : Optional.of(held.messages().get((int) index));
    }

    @SuppressWarnings("NullableOptional") // null: the window does not tell
    static @Nullable Optional<Message> find(CachedWindow held, String messageId) {
        RecentMessages messages = held.messages();
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messageId.equals(messages.get(i).id())) {
                return Optional.of(messages.get(i));
            }
        }
        return held.isComplete() ? Optional.empty() : null;
    }

    private static long first(RecentMessages messages) {
        return messages.get(0).sequence();
    }
}
