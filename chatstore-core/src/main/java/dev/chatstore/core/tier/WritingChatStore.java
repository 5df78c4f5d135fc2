package dev.chatstore.core.tier;

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
import java.util.List;
import java.util.Optional;

/** What a store with caches in front does alike however old its reads may be: writes, and reads that are never cached. */
abstract class WritingChatStore implements ChatStore {
    private final TieredWrites writes;

    WritingChatStore(TieredWrites writes) {
        this.writes = writes;
    }

    @Override
    public final Page<Conversation> list(ConversationQuery query) {
        return writes.durable().list(query);
    }

    @Override
    public final List<Message> revisions(ConversationId id, long sequence) {
        return writes.durable().revisions(id, sequence);
    }

    @Override
    public final Conversation open(ConversationId id, Profile profile) {
        return writes.open(id, profile);
    }

    @Override
    public final Optional<Conversation> patch(ConversationPatch patch) {
        return writes.patch(patch);
    }

    @Override
    public final boolean delete(ConversationId id) {
        return writes.delete(id);
    }

    @Override
    public final List<AppendOutcome> appendAll(List<Append> appends) {
        return writes.appendAll(appends);
    }

    @Override
    public final Optional<Message> edit(ConversationId id, long sequence, MessageEdit edit) {
        return writes.edit(id, sequence, edit);
    }

    @Override
    public final Optional<Message> redact(ConversationId id, long sequence) {
        return writes.redact(id, sequence);
    }
}
