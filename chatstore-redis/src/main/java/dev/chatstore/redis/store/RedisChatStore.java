package dev.chatstore.redis.store;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.Page;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Slice;
import dev.chatstore.redis.store.form.MessageName;
import java.util.List;
import java.util.Optional;

/** The store of conversations on Redis: each method is one script on the slot of its conversation. Thread-safe. */
final class RedisChatStore implements ChatStore {
    private final ConversationPages pages;
    private final RedisAppends appends;
    private final RedisConversations conversations;
    private final RedisMessages messages;

    RedisChatStore(StoreContext store) {
        ConversationLists lists = new ConversationLists(store.calls(), store.keys());
        pages = new ConversationPages(store);
        appends = new RedisAppends(store, lists);
        conversations = new RedisConversations(store, lists);
        messages = new RedisMessages(store);
    }

    @Override
    public Conversation open(ConversationId id, Profile profile) {
        return conversations.open(id, profile);
    }

    @Override
    public Optional<Conversation> find(ConversationId id) {
        return conversations.find(id);
    }

    @Override
    public Page<Conversation> list(ConversationQuery query) {
        return pages.page(query);
    }

    @Override
    public long count(ConversationQuery query) {
        return pages.count(query);
    }

    @Override
    public Optional<Conversation> patch(ConversationPatch patch) {
        return conversations.patch(patch);
    }

    @Override
    public boolean delete(ConversationId id) {
        return conversations.delete(id, null);
    }

    @Override
    public boolean delete(ConversationId id, long expectedVersion) {
        return conversations.delete(id, expectedVersion);
    }

    @Override
    public List<AppendOutcome> appendAll(List<Append> all) {
        return appends.appendAll(all);
    }

    @Override
    public List<Message> history(ConversationId id, Slice slice) {
        return messages.history(id, slice);
    }

    @Override
    public Optional<Message> find(ConversationId id, long sequence) {
        return messages.find(id, sequence);
    }

    @Override
    public Optional<Message> find(ConversationId id, String messageId) {
        return messages.find(id, messageId);
    }

    @Override
    public Optional<Message> edit(ConversationId id, long sequence, MessageEdit edit) {
        return messages.edit(id, MessageName.of(sequence), edit);
    }

    @Override
    public Optional<Message> edit(ConversationId id, String messageId, MessageEdit edit) {
        return messages.edit(id, MessageName.of(messageId), edit);
    }

    @Override
    public Optional<Message> redact(ConversationId id, long sequence) {
        return messages.redact(id, MessageName.of(sequence));
    }

    @Override
    public Optional<Message> redact(ConversationId id, String messageId) {
        return messages.redact(id, MessageName.of(messageId));
    }

    @Override
    public List<Message> revisions(ConversationId id, long sequence) {
        return messages.revisions(id, sequence);
    }
}
