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
import dev.chatstore.api.spi.ConversationSnapshot;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One conversation with its messages. Its store's lock guards it. */
final class MemoryConversation {
    private final ConversationId id;
    private final Instant created;
    private final MemoryHistory history;
    private long version;
    private long tokens;
    private Profile profile = Profile.EMPTY;
    private boolean archived;
    private Instant lastActivity;
    private Instant updated;
    private @Nullable ConversationSnapshot whole;

    MemoryConversation(ConversationId id, long version, Instant created) {
        this(id, new MemoryHistory(), version, created);
    }

    private MemoryConversation(ConversationId id, MemoryHistory history, long version, Instant created) {
        this.id = id;
        this.history = history;
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
        MemoryConversation conversation = new MemoryConversation(
                head.id(), MemoryHistory.of(loaded, base), head.version() + base, head.created());
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

    MemoryHistory history() {
        return history;
    }

    Conversation snapshot() {
        return new Conversation(
                id, version, history.size(), history.last(), tokens, profile, archived, created, lastActivity, updated);
    }

    /** Returns the conversation with all its messages, in a copy that is kept until the next change. */
    ConversationSnapshot whole() {
        ConversationSnapshot copy = whole;
        if (copy == null || copy.head().version() != version) {
            copy = new ConversationSnapshot(snapshot(), history.snapshot(), history.removed());
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
            MemoryHistory.Known existing = message.id() == null ? null : history.known(message.id(), message);
            if (existing != null) {
                stored.put(message.id(), existing.sequence());
                newest = Math.max(newest, existing.version());
                if (!existing.isSame()) {
                    different.put(message.id(), existing.sequence());
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

    static ConflictException conflict(
            ConversationId id, @Nullable MemoryConversation conversation, long expectedVersion) {
        if (conversation == null) {
            return ConflictException.ofConversation(id, expectedVersion, 0, List.of(), true);
        }
        List<Message> missed = conversation
                .history
                .current()
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
        long first = history.last() + 1;
        for (NewMessage message : append.messages()) {
            history.add(new MemoryMessage(message, history.last() + 1, version, now));
            tokens += message.tokens();
        }
        return AppendReceipt.appended(id, first, append.messages().size(), version);
    }

    /** Notes that a message was edited or redacted, which added tokens. */
    void revised(long addedTokens, Instant now) {
        tokens += addedTokens;
        changed(now);
    }

    /** Removes the messages before a sequence, as far as the limit allows, and returns how many. */
    int trim(long first, int limit, Instant now) {
        List<MemoryMessage> oldest = history.trim(first, limit);
        if (!oldest.isEmpty()) {
            removed(
                    oldest.stream()
                            .mapToLong(message -> message.current().tokens())
                            .sum(),
                    now);
        }
        return oldest.size();
    }

    /** Notes that old messages were removed. */
    void removed(long removedTokens, Instant now) {
        tokens -= removedTokens;
        changed(now);
    }

    /** Notes that messages moved into a segment or out of it, which no reader sees. */
    void moved() {
        whole = null;
    }

    private void changed(Instant now) {
        version++;
        updated = now;
    }
}
