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
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.Page;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Slice;
import dev.chatstore.api.spi.MessageErasure;
import dev.chatstore.api.spi.OldMessages;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The reference for the behaviour of a store of conversations. */
final class MemoryChatStore implements ChatStore, OldMessages, MessageErasure {
    private final MemoryConversations conversations;
    private final InstantSource clock;

    /**
     * Creates a store.
     *
     * @param clock the clock of the times that conversations and messages carry
     */
    MemoryChatStore(MemoryConversations conversations, InstantSource clock) {
        this.conversations = conversations;
        this.clock = clock;
    }

    @Override
    public Conversation open(ConversationId id, Profile profile) {
        return conversations.atomically(() -> {
            MemoryConversation conversation = conversations.find(id);
            if (conversation == null) {
                conversation = conversations.create(id, clock.instant());
                conversation.open(profile);
                conversations.report(new Change.Described(conversation.snapshot()));
            }
            return conversation.snapshot();
        });
    }

    @Override
    public Optional<Conversation> find(ConversationId id) {
        return conversations.atomically(
                () -> Optional.ofNullable(conversations.find(id)).map(MemoryConversation::snapshot));
    }

    @Override
    public Page<Conversation> list(ConversationQuery query) {
        MemoryListing listing = new MemoryListing(query);
        return listing.page(conversations.atomically(() -> listing.next(snapshots())));
    }

    @Override
    public long count(ConversationQuery query) {
        MemoryListing listing = new MemoryListing(query);
        return conversations.atomically(
                () -> snapshots().filter(listing::matches).count());
    }

    private Stream<Conversation> snapshots() {
        return conversations.all().map(MemoryConversation::snapshot);
    }

    @Override
    public Optional<Conversation> patch(ConversationPatch patch) {
        return conversations.atomically(() -> {
            MemoryConversation conversation = conversations.find(patch.conversation());
            if (patch.expectedVersion() != null) {
                expect(patch.conversation(), conversation, patch.expectedVersion());
            }
            if (conversation == null) {
                return Optional.empty();
            }
            long before = conversation.version();
            Conversation patched = conversation.patch(patch, clock.instant());
            if (patched.version() > before) {
                conversations.report(new Change.Described(patched));
            }
            return Optional.of(patched);
        });
    }

    @Override
    public boolean delete(ConversationId id) {
        return conversations.atomically(() -> conversations.remove(id, conversations.find(id)));
    }

    @Override
    public boolean delete(ConversationId id, long expectedVersion) {
        return conversations.atomically(() -> {
            MemoryConversation conversation = conversations.find(id);
            if (conversation != null) {
                expect(id, conversation, expectedVersion);
            }
            return conversations.remove(id, conversation);
        });
    }

    @Override
    public List<AppendOutcome> appendAll(List<Append> appends) {
        return appends.stream()
                .map(append -> conversations.atomically(() -> appendOne(append)))
                .toList();
    }

    private AppendOutcome appendOne(Append append) {
        ConversationId id = append.conversation();
        MemoryConversation conversation = conversations.find(id);
        try {
            AppendReceipt duplicate = conversation == null ? null : conversation.duplicate(append);
            if (duplicate != null) {
                return duplicate;
            }
            if (append.expectedVersion() != null) {
                expect(id, conversation, append.expectedVersion());
            }
            MemoryConversation.checkParents(
                    append, conversation == null ? 0 : conversation.history().last());
            conversations.more(id, append.messages().size());
            return conversation == null ? appendToNew(append) : appendTo(conversation, append, null, clock.instant());
        } catch (ChatStoreException e) {
            return new AppendRefusal(id, e);
        }
    }

    private AppendReceipt appendToNew(Append append) {
        Profile profile = append.profile() == null ? Profile.EMPTY : append.profile();
        Instant now = clock.instant();
        MemoryConversation conversation = conversations.create(append.conversation(), now);
        conversation.setProfile(profile);
        return appendTo(conversation, append, profile, now);
    }

    private AppendReceipt appendTo(
            MemoryConversation conversation, Append append, @Nullable Profile ofNew, Instant now) {
        AppendReceipt receipt = conversation.append(append, now);
        List<Message> appended = conversation
                .history()
                .slice(Slice.after(
                        receipt.firstSequence() - 1, append.messages().size()));
        conversations.report(new Change.Appended(append.conversation(), receipt.version(), appended, ofNew));
        return receipt;
    }

    private static void expect(ConversationId id, @Nullable MemoryConversation conversation, long expectedVersion) {
        long version = conversation == null ? 0 : conversation.version();
        if (version != expectedVersion) {
            throw MemoryConversation.conflict(id, conversation, expectedVersion);
        }
    }

    @Override
    public List<Message> history(ConversationId id, Slice slice) {
        return conversations.in(
                id, List.<Message>of(), conversation -> conversation.history().slice(slice));
    }

    @Override
    public Optional<Message> find(ConversationId id, long sequence) {
        return conversations.in(
                id,
                Optional.<Message>empty(),
                conversation -> conversation.history().at(sequence).map(MemoryMessage::current));
    }

    @Override
    public Optional<Message> find(ConversationId id, String messageId) {
        return conversations.in(
                id,
                Optional.<Message>empty(),
                conversation -> conversation.history().withId(messageId).map(MemoryMessage::current));
    }

    @Override
    public Optional<Message> edit(ConversationId id, long sequence, MessageEdit edit) {
        return revise(id, in -> in.history().at(sequence), (message, now) -> message.edit(id, edit, now));
    }

    @Override
    public Optional<Message> edit(ConversationId id, String messageId, MessageEdit edit) {
        return revise(id, in -> in.history().withId(messageId), (message, now) -> message.edit(id, edit, now));
    }

    @Override
    public Optional<Message> redact(ConversationId id, long sequence) {
        return revise(id, in -> in.history().at(sequence), MemoryMessage::redact);
    }

    @Override
    public Optional<Message> redact(ConversationId id, String messageId) {
        return revise(id, in -> in.history().withId(messageId), MemoryMessage::redact);
    }

    /** Revises a message by a step that returns how many tokens it added, or null if it changed nothing. */
    @Override
    public Optional<Message> erase(ConversationId id, long sequence, boolean withId) {
        return revise(id, in -> in.history().at(sequence), (message, now) -> {
            String messageId = message.current().id();
            Long added = message.erase(withId, now);
            MemoryConversation conversation = conversations.find(id);
            if (withId && messageId != null && conversation != null) {
                conversation.history().forget(messageId);
            }
            return added;
        });
    }

    private Optional<Message> revise(
            ConversationId id,
            Function<MemoryConversation, Optional<MemoryMessage>> which,
            BiFunction<MemoryMessage, Instant, @Nullable Long> step) {
        return conversations.in(
                id,
                Optional.<Message>empty(),
                conversation -> which.apply(conversation).map(message -> {
                    Instant now = clock.instant();
                    Long added = step.apply(message, now);
                    if (added != null) {
                        conversation.revised(added, now);
                        conversations.report(new Change.Revised(id, conversation.version(), message.current(), added));
                    }
                    return message.current();
                }));
    }

    @Override
    public int trim(ConversationId id, @Nullable Instant created, long first, int limit) {
        return conversations.in(id, 0, conversation -> {
            if (created != null && !created.equals(conversation.snapshot().created())) {
                return 0;
            }
            int trimmed = conversation.trim(first, limit, clock.instant());
            if (trimmed > 0) {
                conversations.fewer(trimmed);
                conversations.report(new Change.Described(conversation.snapshot()));
            }
            return trimmed;
        });
    }

    @Override
    public List<Message> revisions(ConversationId id, long sequence) {
        return conversations.in(
                id,
                List.<Message>of(),
                conversation -> conversation
                        .history()
                        .at(sequence)
                        .map(MemoryMessage::revisions)
                        .orElse(List.of()));
    }
}
