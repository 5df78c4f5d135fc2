package dev.chatstore.core.tier;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.Slice;
import dev.chatstore.api.UnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A store of conversations with caches in front. Reads of the head and of the newest messages are answered from a window;
 * what a window does not hold, lists and revisions come from the durable store, as does the outcome of every write.
 */
final class TieredChatStore extends WritingChatStore {
    private final ChatStore durable;
    private final WindowCaches tier;
    private final CachedReads reads;
    private final ChatStore latest;

    TieredChatStore(TieredWrites writes, WindowCaches tier, CachedReads reads, WindowLoader loader) {
        super(writes);
        this.durable = writes.durable();
        this.tier = tier;
        this.reads = reads;
        latest = new LatestChatStore(writes, tier, loader);
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
            tier.nearCounters().hits().increment();
            return answer;
        }
        tier.nearCounters().misses().increment();
        try {
            CachedWindow current = fresh == null && isWorthLoading(id, slice) ? reads.current(id) : null;
            List<Message> loaded = current == null ? null : WindowQueries.history(current, slice);
            return loaded == null ? tier.passed(id, durable.history(id, slice)) : loaded;
        } catch (UnavailableException e) {
            return unconfirmed(id, slice, e);
        }
    }

    /** A slice that no window is likely to hold is read by itself. */
    private boolean isWorthLoading(ConversationId id, Slice slice) {
        CachedWindow old = tier.near().held(id);
        if (old != null) {
            return WindowQueries.history(old, slice) != null;
        }
        if (slice instanceof Slice.Before before) {
            return before.sequence() == Long.MAX_VALUE && before.limit() <= tier.messages();
        }
        return !(slice instanceof Slice.After after) || after.sequence() > 0;
    }

    /** No messages at all are nothing to show for a store that cannot be reached. */
    private List<Message> unconfirmed(ConversationId id, Slice slice, UnavailableException reason) {
        CachedWindow old = reads.old(id, reason);
        List<Message> answer = WindowQueries.history(old, slice);
        if (answer == null || answer.isEmpty()) {
            throw reason;
        }
        return new UnconfirmedMessages(answer, Duration.ofNanos(tier.near().age(old)));
    }

    @Override
    public Optional<Conversation> find(ConversationId id) {
        CachedWindow fresh = reads.fresh(id);
        if (fresh != null) {
            tier.nearCounters().hits().increment();
            return Optional.ofNullable(fresh.head());
        }
        tier.nearCounters().misses().increment();
        CachedWindow current = reads.current(id);
        return current == null ? latest.find(id) : Optional.ofNullable(current.head());
    }

    @Override
    @SuppressWarnings("NullableOptional") // null: the window does not tell
    public Optional<Message> find(ConversationId id, long sequence) {
        Optional<Message> answer = held(id, held -> WindowQueries.find(held, sequence));
        return answer == null ? tier.passed(id, durable.find(id, sequence)) : answer;
    }

    @Override
    @SuppressWarnings("NullableOptional") // null: the window does not tell
    public Optional<Message> find(ConversationId id, String messageId) {
        Optional<Message> answer = held(id, held -> WindowQueries.find(held, messageId));
        return answer == null ? tier.passed(id, durable.find(id, messageId)) : answer;
    }

    @SuppressWarnings("NullableOptional") // null: the window does not tell
    private @Nullable Optional<Message> held(
            ConversationId id, Function<CachedWindow, @Nullable Optional<Message>> answer) {
        CachedWindow fresh = reads.fresh(id);
        Optional<Message> found = fresh == null ? null : answer.apply(fresh);
        (found == null ? tier.nearCounters().misses() : tier.nearCounters().hits()).increment();
        return found;
    }
}
