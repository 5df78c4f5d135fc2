package dev.chatstore;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.AppendRefusal;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Page;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Slice;
import dev.chatstore.core.backend.OpenGate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks that the storage is open and that values are within the limits, before a backend sees them. */
final class LimitedChatStore implements ChatStore {
    private final ChatStore store;
    private final Limits limits;
    private final OpenGate gate;
    private final ChatStore latest;

    @SuppressWarnings("ReferenceEquality") // a store without caches is its own latest
    LimitedChatStore(ChatStore store, Limits limits, OpenGate gate) {
        this.store = store;
        this.limits = limits;
        this.gate = gate;
        ChatStore latestStore = store.latest();
        latest = latestStore == store ? this : new LimitedChatStore(latestStore, limits, gate);
    }

    @Override
    public ChatStore latest() {
        return latest;
    }

    @Override
    public Conversation open(ConversationId id, Profile profile) {
        gate.checkOpen();
        limits.checkText("profile.systemPrompt", profile.systemPrompt());
        limits.checkMetadata("profile.metadata", profile.metadata());
        return store.open(id, profile);
    }

    @Override
    public Optional<Conversation> find(ConversationId id) {
        gate.checkOpen();
        return store.find(id);
    }

    @Override
    public Page<Conversation> list(ConversationQuery query) {
        gate.checkOpen();
        return store.list(query);
    }

    @Override
    public Optional<Conversation> patch(ConversationPatch patch) {
        gate.checkOpen();
        limits.checkText("patch.systemPrompt", patch.systemPrompt());
        limits.checkMetadata("patch.metadata", patch.metadata());
        return store.patch(patch);
    }

    @Override
    public boolean delete(ConversationId id) {
        gate.checkOpen();
        return store.delete(id);
    }

    @Override
    public List<AppendOutcome> appendAll(List<Append> appends) {
        gate.checkOpen();
        if (appends.size() == 1) {
            AppendRefusal refusal = refusal(appends.get(0));
            return refusal == null ? store.appendAll(appends) : List.of(refusal);
        }
        List<Append> accepted = new ArrayList<>(appends.size());
        List<@Nullable AppendRefusal> refusals = new ArrayList<>(appends.size());
        for (Append append : appends) {
            AppendRefusal refusal = refusal(append);
            refusals.add(refusal);
            if (refusal == null) {
                accepted.add(append);
            }
        }
        List<AppendOutcome> made = accepted.isEmpty() ? List.of() : store.appendAll(accepted);
        List<AppendOutcome> outcomes = new ArrayList<>(appends.size());
        int next = 0;
        for (AppendRefusal refusal : refusals) {
            outcomes.add(refusal == null ? made.get(next++) : refusal);
        }
        return outcomes;
    }

    private @Nullable AppendRefusal refusal(Append append) {
        try {
            for (int i = 0; i < append.messages().size(); i++) {
                limits.checkMessage(i, append.messages().get(i));
            }
            return null;
        } catch (ChatStoreException e) {
            return new AppendRefusal(append.conversation(), e);
        }
    }

    @Override
    public List<Message> history(ConversationId id, Slice slice) {
        gate.checkOpen();
        return store.history(id, slice);
    }

    @Override
    public Optional<Message> find(ConversationId id, long sequence) {
        gate.checkOpen();
        return store.find(id, sequence);
    }

    @Override
    public Optional<Message> find(ConversationId id, String messageId) {
        gate.checkOpen();
        NewMessage.checkId(messageId);
        return store.find(id, messageId);
    }

    @Override
    public Optional<Message> edit(ConversationId id, long sequence, MessageEdit edit) {
        gate.checkOpen();
        limits.checkText("edit.text", edit.text());
        limits.checkMetadata("edit.metadata", edit.metadata());
        return store.edit(id, sequence, edit);
    }

    @Override
    public Optional<Message> redact(ConversationId id, long sequence) {
        gate.checkOpen();
        return store.redact(id, sequence);
    }

    @Override
    public List<Message> revisions(ConversationId id, long sequence) {
        gate.checkOpen();
        return store.revisions(id, sequence);
    }
}
