package dev.chatstore.core.tier;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.Slice;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.core.cache.CacheSettings.WhenDown;
import dev.chatstore.core.cache.WindowCaches;
import dev.chatstore.core.window.CachedWindow;
import dev.chatstore.core.window.WindowQueries;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A store of conversations with caches in front. Reads of the head and of the newest messages are answered from a
 * window. Lists, revisions and messages that no window holds are read from the durable store.
 */
final class TieredChatStore extends TieredWrites {
    private final ChatStore durable;
    private final WindowCaches caches;
    private final CachedReads reads;
    private final ChatStore latest;
    private final WhenDown whenDown;

    TieredChatStore(ChatStore durable, WindowCaches caches, CachedReads reads, ChatStore latest, WhenDown whenDown) {
        super(durable, caches);
        this.durable = durable;
        this.caches = caches;
        this.reads = reads;
        this.latest = latest;
        this.whenDown = whenDown;
    }

    @Override
    public ChatStore latest() {
        return latest;
    }

    @Override
    public List<Message> history(ConversationId id, Slice slice) {
        CachedWindow fresh = reads.fresh(id);
        List<Message> answer = fresh == null ? null : WindowQueries.history(fresh, slice);
        if (answer != null) {
            caches.process().counters().hit();
            return answer;
        }
        caches.process().counters().miss();
        try {
            CachedWindow current = fresh == null && isWorthLoading(id, slice) ? reads.current(id) : null;
            List<Message> loaded = current == null ? null : WindowQueries.history(current, slice);
            return loaded == null ? caches.uncached(id, slice, durable.history(id, slice)) : loaded;
        } catch (UnavailableException e) {
            if (whenDown == WhenDown.FAIL) {
                throw e;
            }
            return unconfirmed(id, slice, e);
        }
    }

    /** A slice that a window is unlikely to hold is read by itself. */
    private boolean isWorthLoading(ConversationId id, Slice slice) {
        CachedWindow old = caches.process().get(id);
        if (old != null) {
            return WindowQueries.history(old, slice) != null;
        }
        if (slice instanceof Slice.Before before) {
            return before.sequence() == Long.MAX_VALUE
                    && before.limit() <= caches.process().maxMessages();
        }
        if (slice instanceof Slice.RepliesTo replies) {
            return Math.max(replies.parent(), replies.afterSequence()) > 0;
        }
        return !(slice instanceof Slice.After after) || after.sequence() > 0;
    }

    /** An empty answer is an error, since an unreachable store must not look like one without history. */
    private List<Message> unconfirmed(ConversationId id, Slice slice, UnavailableException reason) {
        CachedWindow old = reads.old(id, reason);
        List<Message> answer = WindowQueries.history(old, slice);
        if (answer == null || answer.isEmpty()) {
            throw reason;
        }
        return new UnconfirmedMessages(answer, Duration.ofNanos(caches.process().age(old)));
    }

    @Override
    public Optional<Conversation> find(ConversationId id) {
        CachedWindow fresh = reads.fresh(id);
        if (fresh != null) {
            caches.process().counters().hit();
            return Optional.ofNullable(fresh.head());
        }
        caches.process().counters().miss();
        CachedWindow current = reads.current(id);
        return current == null ? latest.find(id) : Optional.ofNullable(current.head());
    }

    @Override
    @SuppressWarnings("NullableOptional") // null: the window cannot decide
    public Optional<Message> find(ConversationId id, long sequence) {
        Optional<Message> answer = cached(id, window -> WindowQueries.find(window, sequence));
        return answer == null ? caches.uncached(id, durable.find(id, sequence)) : answer;
    }

    @Override
    @SuppressWarnings("NullableOptional") // null: the window cannot decide
    public Optional<Message> find(ConversationId id, String messageId) {
        Optional<Message> answer = cached(id, window -> WindowQueries.find(window, messageId));
        return answer == null ? caches.uncached(id, durable.find(id, messageId)) : answer;
    }

    @SuppressWarnings("NullableOptional") // null: the window cannot decide
    private @Nullable Optional<Message> cached(
            ConversationId id, Function<CachedWindow, @Nullable Optional<Message>> query) {
        CachedWindow fresh = reads.fresh(id);
        Optional<Message> found = fresh == null ? null : query.apply(fresh);
        if (found == null) {
            caches.process().counters().miss();
        } else {
            caches.process().counters().hit();
        }
        return found;
    }
}
