package dev.chatstore.core.memory;

import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.LimitExceededException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The conversations of a store in memory, and what is remembered of deleted ones. One lock makes each call atomic, including
 * the notification of its change; all methods but {@link #atomically} and {@link #in} are for a step of these.
 */
final class MemoryConversations {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ConversationId, MemoryConversation> conversations = new HashMap<>();
    private final Map<ConversationId, Removed> removed = new HashMap<>();
    private final InstantSource expiryClock;
    private final int maxMessages;
    private final Consumer<Change> committed;
    private long messages;

    /** What is remembered of a deleted conversation, so that its successor's version continues. */
    private record Removed(long version, Instant when) {}

    /**
     * Creates an empty store.
     *
     * @param expiryClock the clock by which deleted conversations are forgotten
     */
    MemoryConversations(InstantSource expiryClock, int maxMessages, Consumer<Change> committed) {
        this.expiryClock = expiryClock;
        this.maxMessages = maxMessages;
        this.committed = committed;
    }

    <T> T atomically(Supplier<T> step) {
        lock.lock();
        try {
            return step.get();
        } finally {
            lock.unlock();
        }
    }

    /** Makes a step in a conversation, or returns what stands for its absence. */
    <T> T in(ConversationId id, T absent, Function<MemoryConversation, T> step) {
        return atomically(() -> {
            MemoryConversation conversation = conversations.get(id);
            return conversation == null ? absent : step.apply(conversation);
        });
    }

    @Nullable MemoryConversation find(ConversationId id) {
        return conversations.get(id);
    }

    Stream<MemoryConversation> all() {
        return conversations.values().stream();
    }

    /** Creates a conversation, whose version continues from that of a deleted one. */
    MemoryConversation create(ConversationId id, Instant now) {
        MemoryConversation conversation = new MemoryConversation(id, takeVersion(id), now);
        conversations.put(id, conversation);
        return conversation;
    }

    /** Adds the conversation of a snapshot, and returns what its versions were raised by. */
    long add(LoadedSnapshot snapshot) {
        long base = takeVersion(snapshot.id());
        conversations.put(snapshot.id(), MemoryConversation.of(snapshot, base));
        return base;
    }

    private long takeVersion(ConversationId id) {
        Removed before = removed.remove(id);
        return before == null ? 0 : before.version();
    }

    boolean remove(ConversationId id, @Nullable MemoryConversation conversation) {
        if (conversation == null) {
            return false;
        }
        conversations.remove(id);
        messages -= conversation.history().size();
        removed.put(id, new Removed(conversation.version() + 1, expiryClock.instant()));
        report(new Change.Removed(id, conversation.version() + 1));
        return true;
    }

    /** Counts messages that are about to be added to a conversation. */
    void more(ConversationId id, long added) {
        checkRoom(id, added);
        messages += added;
    }

    /**
     * Checks that the store can hold more messages.
     *
     * @throws LimitExceededException if it is full
     */
    void checkRoom(ConversationId id, long added) {
        long after = messages + added;
        if (after > maxMessages) {
            throw LimitExceededException.ofConversation(
                    id,
                    "the number of messages in memory after the append",
                    MemoryBackendProvider.MAX_MESSAGES.key(),
                    maxMessages,
                    after);
        }
    }

    /** Notes that messages were removed from a conversation. */
    void fewer(long count) {
        messages -= count;
    }

    void report(Change change) {
        committed.accept(change);
    }

    /** Returns the numbers of conversations, messages and tokens of all tenants, in this order. */
    long[] totals() {
        return atomically(() -> new long[] {
            conversations.size(),
            messages,
            all().mapToLong(conversation -> conversation.snapshot().tokens()).sum()
        });
    }

    Set<String> tenants() {
        return atomically(() ->
                conversations.keySet().stream().map(ConversationId::tenant).collect(Collectors.toSet()));
    }

    int purge(int limit) {
        return atomically(() -> {
            Instant now = expiryClock.instant();
            int purged = 0;
            Iterator<Removed> entries = removed.values().iterator();
            while (entries.hasNext() && purged < limit) {
                if (MemoryBackend.isForgotten(entries.next().when(), now)) {
                    entries.remove();
                    purged++;
                }
            }
            return purged;
        });
    }
}
