package dev.chatstore.core.memory;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ConflictException;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.DuplicateMessageException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Slice;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.ForgottenMessage;
import dev.chatstore.api.spi.MessageSnapshot;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One conversation with its messages. Its store's lock guards it. */
final class MemoryConversation {
    private final ConversationId id;
    private final Instant created;
    private final List<MemoryMessage> messages = new ArrayList<>();
    private final Map<String, MemoryMessage> byId = new HashMap<>();
    private final ForgottenMessages forgotten = new ForgottenMessages();
    /** The number of messages that were removed as old ones, so the sequence before the first one. */
    private long removed;

    private long version;
    private long tokens;
    private Profile profile = Profile.EMPTY;
    private boolean archived;
    private Instant lastActivity;
    private Instant updated;
    private @Nullable ConversationSnapshot whole;

    MemoryConversation(ConversationId id, long version, Instant created) {
        this.id = id;
        this.version = version;
        this.created = created;
        this.lastActivity = created;
        this.updated = created;
    }

    /**
     * Returns a conversation as it is in a snapshot.
     *
     * @param base what the versions are raised by
     */
    static MemoryConversation of(LoadedSnapshot loaded, long base) {
        Conversation head = loaded.head();
        MemoryConversation conversation = new MemoryConversation(head.id(), head.version() + base, head.created());
        conversation.removed = head.firstSequence() - 1;
        loaded.forgotten().forEach(one -> conversation.forgotten.add(one, base));
        for (MessageSnapshot snapshot : loaded.messages()) {
            MemoryMessage message = new MemoryMessage(snapshot, base);
            conversation.messages.add(message);
            if (snapshot.message().id() != null) {
                conversation.byId.put(snapshot.message().id(), message);
            }
        }
        conversation.tokens = head.tokens();
        conversation.profile = head.profile();
        conversation.archived = head.archived();
        conversation.lastActivity = head.lastActivity();
        conversation.updated = head.updated();
        return conversation;
    }

    long version() {
        return version;
    }

    int size() {
        return messages.size();
    }

    long lastSequence() {
        return removed + messages.size();
    }

    Conversation snapshot() {
        return new Conversation(
                id,
                version,
                messages.size(),
                lastSequence(),
                tokens,
                profile,
                archived,
                created,
                lastActivity,
                updated);
    }

    /** Returns the conversation with all its messages, in a copy that is kept until the next change. */
    ConversationSnapshot whole() {
        ConversationSnapshot copy = whole;
        if (copy == null || copy.head().version() != version) {
            copy = new ConversationSnapshot(
                    snapshot(), messages.stream().map(MemoryMessage::snapshot).toList(), forgotten.all());
            whole = copy;
        }
        return copy;
    }

    void open(Profile profile) {
        setProfile(profile);
        version++;
    }

    void setProfile(Profile profile) {
        this.profile = profile;
    }

    Conversation patch(ConversationPatch patch, Instant now) {
        Profile newProfile = patch.applyTo(profile);
        boolean newArchived = patch.archived() == null ? archived : patch.archived();
        if (!newProfile.equals(profile) || newArchived != archived) {
            profile = newProfile;
            archived = newArchived;
            changed(now);
        }
        return snapshot();
    }

    /** Returns the receipt of messages that are all stored already, or null if none is. */
    @Nullable AppendReceipt duplicate(Append append) {
        Map<String, Long> stored = new LinkedHashMap<>();
        Map<String, Long> different = new LinkedHashMap<>();
        long newest = 0;
        for (NewMessage message : append.messages()) {
            Known existing = message.id() == null ? null : known(message.id(), message);
            if (existing != null) {
                stored.put(message.id(), existing.sequence);
                newest = Math.max(newest, existing.version);
                if (!existing.isSame) {
                    different.put(message.id(), existing.sequence);
                }
            }
        }
        if (stored.isEmpty()) {
            return null;
        }
        if (stored.size() < append.messages().size()) {
            throw DuplicateMessageException.mixed(id, stored);
        }
        if (!different.isEmpty()) {
            throw DuplicateMessageException.differs(id, different);
        }
        return AppendReceipt.alreadyStored(id, List.copyOf(stored.values()), newest);
    }

    /** A message that was stored under an id, and whether another one is the same. */
    private record Known(long sequence, long version, boolean isSame) {}

    private @Nullable Known known(String messageId, NewMessage sent) {
        MemoryMessage existing = byId.get(messageId);
        if (existing != null) {
            return new Known(existing.sequence(), existing.current().version(), existing.isSameAs(sent));
        }
        ForgottenMessage old = forgotten.find(messageId);
        return old == null ? null : new Known(old.sequence(), old.version(), ForgottenMessages.isSame(old, sent));
    }

    static ConflictException conflict(
            ConversationId id, @Nullable MemoryConversation conversation, long expectedVersion) {
        if (conversation == null) {
            return ConflictException.ofConversation(id, expectedVersion, 0, List.of(), true);
        }
        List<Message> missed = conversation.messages.stream()
                .map(MemoryMessage::current)
                .filter(message -> message.version() > expectedVersion)
                .toList();
        int from = Math.max(0, missed.size() - ConflictException.MAX_MISSED);
        return ConflictException.ofConversation(
                id, expectedVersion, conversation.version, missed.subList(from, missed.size()), from == 0);
    }

    static void checkParents(Append append, long lastSequence) {
        for (int i = 0; i < append.messages().size(); i++) {
            Long parent = append.messages().get(i).parent();
            if (parent != null && parent > lastSequence + i) {
                throw new InvalidInputException("append.messages[" + i + "].parent", "must come before its message", 0);
            }
        }
    }

    AppendReceipt append(Append append, Instant now) {
        archived = false;
        changed(now);
        lastActivity = now;
        long first = lastSequence() + 1;
        for (NewMessage message : append.messages()) {
            MemoryMessage added = new MemoryMessage(message, lastSequence() + 1, version, now);
            messages.add(added);
            tokens += message.tokens();
            if (message.id() != null) {
                byId.put(message.id(), added);
            }
        }
        return AppendReceipt.appended(id, first, append.messages().size(), version);
    }

    List<Message> history(Slice slice) {
        int size = messages.size();
        if (slice instanceof Slice.After after) {
            long from = Math.max(0, Math.min(after.sequence() - removed, size));
            return current(from, Math.min(size, from + after.limit()));
        }
        if (slice instanceof Slice.Before before) {
            long to = Math.max(0, Math.min(before.sequence() - 1 - removed, size));
            return current(Math.max(0, to - before.limit()), to);
        }
        return slice instanceof Slice.RepliesTo replies ? replies(replies) : path((Slice.PathTo) slice);
    }

    private List<Message> replies(Slice.RepliesTo slice) {
        return messages.stream()
                .map(MemoryMessage::current)
                .filter(message -> message.parent() == slice.parent() && message.sequence() > slice.afterSequence())
                .limit(slice.limit())
                .toList();
    }

    private List<Message> path(Slice.PathTo slice) {
        ArrayDeque<Message> found = new ArrayDeque<>();
        Optional<Message> next = find(slice.leaf() == Slice.PathTo.NEWEST ? lastSequence() : slice.leaf());
        while (next.isPresent() && found.size() < slice.limit()) {
            found.addFirst(next.get());
            next = find(next.get().parent());
        }
        return List.copyOf(found);
    }

    private List<Message> current(long from, long to) {
        return messages.subList((int) from, (int) to).stream()
                .map(MemoryMessage::current)
                .toList();
    }

    Optional<Message> find(long sequence) {
        return at(sequence).map(MemoryMessage::current);
    }

    Optional<Message> find(String messageId) {
        return withId(messageId).map(MemoryMessage::current);
    }

    List<Message> revisions(long sequence) {
        return at(sequence).map(MemoryMessage::revisions).orElse(List.of());
    }

    Optional<MemoryMessage> at(long sequence) {
        return sequence <= removed || sequence > lastSequence()
                ? Optional.empty()
                : Optional.of(messages.get((int) (sequence - removed - 1)));
    }

    Optional<MemoryMessage> withId(String messageId) {
        return Optional.ofNullable(byId.get(messageId));
    }

    /** Forgets the id of a message that was erased with it. */
    void forget(String messageId) {
        byId.remove(messageId);
    }

    /** Notes that a message was edited or redacted, which added tokens. */
    void revised(long addedTokens, Instant now) {
        tokens += addedTokens;
        changed(now);
    }

    /** Removes the messages before a sequence, as far as the limit allows, and returns how many. */
    int trim(long first, int limit, Instant now) {
        long old = Math.max(1, first) - 1 - removed;
        int count = (int) Math.max(0, Math.min(Math.min(old, messages.size()), limit));
        List<MemoryMessage> oldest = messages.subList(0, count);
        for (MemoryMessage message : oldest) {
            forgotten.add(message);
            if (message.current().id() != null) {
                byId.remove(message.current().id());
            }
            tokens -= message.current().tokens();
        }
        oldest.clear();
        removed += count;
        if (count > 0) {
            changed(now);
        }
        return count;
    }

    private void changed(Instant now) {
        version++;
        updated = now;
    }
}
