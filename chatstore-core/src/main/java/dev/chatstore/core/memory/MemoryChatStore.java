package dev.chatstore.core.memory;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.AppendRefusal;
import dev.chatstore.api.Change;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.LimitExceededException;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.Page;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Slice;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.LoadOutcome;
import dev.chatstore.api.spi.MessageErasure;
import dev.chatstore.api.spi.OldMessages;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.core.backend.CopiedSnapshot;
import dev.chatstore.core.backend.SnapshotReading;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The reference for the behaviour of a store of conversations. One lock makes each call atomic, including the notification
 * of its change. Everything else is in {@link MemoryConversation}, one object for each existing conversation.
 */
final class MemoryChatStore implements ChatStore, ConversationLoader, OldMessages, MessageErasure {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ConversationId, MemoryConversation> conversations = new HashMap<>();
    private final Map<ConversationId, Removed> removed = new HashMap<>();
    private final InstantSource clock;
    private final InstantSource expiryClock;
    private final int maxMessages;
    private final Consumer<Change> committed;
    private long messages;

    /** What is remembered of a deleted conversation, so that its successor's version continues. */
    private record Removed(long version, Instant when) {}

    /**
     * Creates an empty store.
     *
     * @param clock the clock of the times that conversations and messages carry
     * @param expiryClock the clock by which deleted conversations are forgotten
     */
    MemoryChatStore(InstantSource clock, InstantSource expiryClock, int maxMessages, Consumer<Change> committed) {
        this.clock = clock;
        this.expiryClock = expiryClock;
        this.maxMessages = maxMessages;
        this.committed = committed;
    }

    @Override
    public Conversation open(ConversationId id, Profile profile) {
        return atomically(() -> {
            MemoryConversation conversation = conversations.get(id);
            if (conversation == null) {
                conversation = create(id, clock.instant());
                conversation.open(profile);
                committed.accept(new Change.Described(conversation.snapshot()));
            }
            return conversation.snapshot();
        });
    }

    @Override
    public Optional<Conversation> find(ConversationId id) {
        return atomically(() -> Optional.ofNullable(conversations.get(id)).map(MemoryConversation::snapshot));
    }

    @Override
    public Page<Conversation> list(ConversationQuery query) {
        MemoryListing listing = new MemoryListing(query);
        return listing.page(atomically(() -> listing.next(snapshots())));
    }

    @Override
    public long count(ConversationQuery query) {
        MemoryListing listing = new MemoryListing(query);
        return atomically(() -> snapshots().filter(listing::matches).count());
    }

    private Stream<Conversation> snapshots() {
        return conversations.values().stream().map(MemoryConversation::snapshot);
    }

    @Override
    public Optional<Conversation> patch(ConversationPatch patch) {
        return atomically(() -> {
            MemoryConversation conversation = conversations.get(patch.conversation());
            if (patch.expectedVersion() != null) {
                expect(patch.conversation(), conversation, patch.expectedVersion());
            }
            if (conversation == null) {
                return Optional.empty();
            }
            long before = conversation.version();
            Conversation patched = conversation.patch(patch, clock.instant());
            if (patched.version() > before) {
                committed.accept(new Change.Described(patched));
            }
            return Optional.of(patched);
        });
    }

    @Override
    public boolean delete(ConversationId id) {
        return atomically(() -> remove(id, conversations.get(id)));
    }

    @Override
    public boolean delete(ConversationId id, long expectedVersion) {
        return atomically(() -> {
            MemoryConversation conversation = conversations.get(id);
            if (conversation != null) {
                expect(id, conversation, expectedVersion);
            }
            return remove(id, conversation);
        });
    }

    private boolean remove(ConversationId id, @Nullable MemoryConversation conversation) {
        if (conversation == null) {
            return false;
        }
        conversations.remove(id);
        messages -= conversation.size();
        removed.put(id, new Removed(conversation.version() + 1, expiryClock.instant()));
        committed.accept(new Change.Removed(id, conversation.version() + 1));
        return true;
    }

    @Override
    public List<AppendOutcome> appendAll(List<Append> appends) {
        return appends.stream()
                .map(append -> atomically(() -> appendOne(append)))
                .toList();
    }

    private AppendOutcome appendOne(Append append) {
        ConversationId id = append.conversation();
        MemoryConversation conversation = conversations.get(id);
        try {
            AppendReceipt duplicate = conversation == null ? null : conversation.duplicate(append);
            if (duplicate != null) {
                return duplicate;
            }
            if (append.expectedVersion() != null) {
                expect(id, conversation, append.expectedVersion());
            }
            MemoryConversation.checkParents(append, conversation == null ? 0 : conversation.lastSequence());
            messages = messagesAfter(id, append.messages().size());
            return conversation == null ? appendToNew(append) : appendTo(conversation, append, null, clock.instant());
        } catch (ChatStoreException e) {
            return new AppendRefusal(id, e);
        }
    }

    private long messagesAfter(ConversationId id, long added) {
        long after = messages + added;
        if (after > maxMessages) {
            throw LimitExceededException.ofConversation(
                    id,
                    "the number of messages in memory after the append",
                    MemoryBackendProvider.MAX_MESSAGES.key(),
                    maxMessages,
                    after);
        }
        return after;
    }

    /** Returns a copy of all conversations and of the sessions of the same moment. */
    StoreSnapshot snapshot(StoreScope scope, Supplier<List<StoredSession>> sessions) {
        return atomically(() -> new CopiedSnapshot(
                scope,
                conversations.values().stream().map(MemoryConversation::whole).toList(),
                sessions.get()));
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public List<LoadOutcome> load(List<ConversationSnapshot> snapshots) {
        SnapshotReading.checkDistinct(snapshots);
        List<LoadedSnapshot> read = snapshots.stream().map(LoadedSnapshot::of).toList();
        return atomically(() -> {
            long added = read.stream()
                    .filter(snapshot -> !conversations.containsKey(snapshot.id()))
                    .mapToLong(snapshot -> snapshot.messages().size())
                    .sum();
            messages = read.isEmpty() ? messages : messagesAfter(read.get(0).id(), added);
            return read.stream().map(this::loadOne).toList();
        });
    }

    @Override
    public LoadOutcome replace(ConversationSnapshot given, long expectedVersion) {
        LoadedSnapshot read = LoadedSnapshot.of(given);
        return atomically(() -> {
            MemoryConversation existing = conversations.get(read.id());
            long version = existing == null ? 0 : existing.version();
            if (existing == null || version != expectedVersion) {
                return new LoadOutcome(read.id(), false, version);
            }
            long after = messagesAfter(read.id(), read.messages().size() - (long) existing.size());
            remove(read.id(), existing);
            messages = after;
            return loadOne(read);
        });
    }

    private LoadOutcome loadOne(LoadedSnapshot snapshot) {
        ConversationId id = snapshot.id();
        MemoryConversation existing = conversations.get(id);
        if (existing != null) {
            return new LoadOutcome(id, false, existing.version());
        }
        Removed before = removed.remove(id);
        long base = before == null ? 0 : before.version();
        conversations.put(id, MemoryConversation.of(snapshot, base));
        committed.accept(snapshot.reading().change(base));
        return new LoadOutcome(id, true, snapshot.head().version() + base);
    }

    private AppendReceipt appendToNew(Append append) {
        Profile profile = append.profile() == null ? Profile.EMPTY : append.profile();
        Instant now = clock.instant();
        MemoryConversation conversation = create(append.conversation(), now);
        conversation.setProfile(profile);
        return appendTo(conversation, append, profile, now);
    }

    private AppendReceipt appendTo(
            MemoryConversation conversation, Append append, @Nullable Profile ofNew, Instant now) {
        AppendReceipt receipt = conversation.append(append, now);
        List<Message> appended = conversation.history(
                Slice.after(receipt.firstSequence() - 1, append.messages().size()));
        committed.accept(new Change.Appended(append.conversation(), receipt.version(), appended, ofNew));
        return receipt;
    }

    private static void expect(ConversationId id, @Nullable MemoryConversation conversation, long expectedVersion) {
        long version = conversation == null ? 0 : conversation.version();
        if (version != expectedVersion) {
            throw MemoryConversation.conflict(id, conversation, expectedVersion);
        }
    }

    private MemoryConversation create(ConversationId id, Instant now) {
        Removed before = removed.remove(id);
        MemoryConversation conversation = new MemoryConversation(id, before == null ? 0 : before.version(), now);
        conversations.put(id, conversation);
        return conversation;
    }

    @Override
    public List<Message> history(ConversationId id, Slice slice) {
        return inConversation(id, List.<Message>of(), conversation -> conversation.history(slice));
    }

    @Override
    public Optional<Message> find(ConversationId id, long sequence) {
        return inConversation(id, Optional.<Message>empty(), conversation -> conversation.find(sequence));
    }

    @Override
    public Optional<Message> find(ConversationId id, String messageId) {
        return inConversation(id, Optional.<Message>empty(), conversation -> conversation.find(messageId));
    }

    @Override
    public Optional<Message> edit(ConversationId id, long sequence, MessageEdit edit) {
        return revise(id, in -> in.at(sequence), (message, now) -> message.edit(id, edit, now));
    }

    @Override
    public Optional<Message> edit(ConversationId id, String messageId, MessageEdit edit) {
        return revise(id, in -> in.withId(messageId), (message, now) -> message.edit(id, edit, now));
    }

    @Override
    public Optional<Message> redact(ConversationId id, long sequence) {
        return revise(id, in -> in.at(sequence), MemoryMessage::redact);
    }

    @Override
    public Optional<Message> redact(ConversationId id, String messageId) {
        return revise(id, in -> in.withId(messageId), MemoryMessage::redact);
    }

    /** Revises a message by a step that returns how many tokens it added, or null if it changed nothing. */
    @Override
    public Optional<Message> erase(ConversationId id, long sequence, boolean withId) {
        return revise(id, in -> in.at(sequence), (message, now) -> {
            String messageId = message.current().id();
            Long added = message.erase(withId, now);
            MemoryConversation conversation = conversations.get(id);
            if (withId && messageId != null && conversation != null) {
                conversation.forget(messageId);
            }
            return added;
        });
    }

    private Optional<Message> revise(
            ConversationId id,
            Function<MemoryConversation, Optional<MemoryMessage>> which,
            BiFunction<MemoryMessage, Instant, @Nullable Long> step) {
        return inConversation(
                id,
                Optional.<Message>empty(),
                conversation -> which.apply(conversation).map(message -> {
                    Instant now = clock.instant();
                    Long added = step.apply(message, now);
                    if (added != null) {
                        conversation.revised(added, now);
                        committed.accept(new Change.Revised(id, conversation.version(), message.current(), added));
                    }
                    return message.current();
                }));
    }

    @Override
    public int trim(ConversationId id, long first, int limit) {
        return inConversation(id, 0, conversation -> {
            int trimmed = conversation.trim(first, limit, clock.instant());
            if (trimmed > 0) {
                messages -= trimmed;
                committed.accept(new Change.Described(conversation.snapshot()));
            }
            return trimmed;
        });
    }

    @Override
    public List<Message> revisions(ConversationId id, long sequence) {
        return inConversation(id, List.<Message>of(), conversation -> conversation.revisions(sequence));
    }

    /** Returns the numbers of conversations, messages and tokens of all tenants, in this order. */
    long[] totals() {
        return atomically(() -> new long[] {
            conversations.size(),
            messages,
            conversations.values().stream()
                    .mapToLong(conversation -> conversation.snapshot().tokens())
                    .sum()
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

    private <T> T inConversation(ConversationId id, T absent, Function<MemoryConversation, T> step) {
        return atomically(() -> {
            MemoryConversation conversation = conversations.get(id);
            return conversation == null ? absent : step.apply(conversation);
        });
    }

    private <T> T atomically(Supplier<T> step) {
        lock.lock();
        try {
            return step.get();
        } finally {
            lock.unlock();
        }
    }
}
