package dev.chatstore.core.pseudonym;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.AppendRefusal;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.ForwardingChatStore;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.Page;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Slice;
import dev.chatstore.core.audit.AuditLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives the store behind the stored forms of ids alone. A result about a given conversation has the id that was given; owners and
 * authors in it, conversations in lists, and errors have the stored forms.
 */
final class PseudonymousChatStore extends ForwardingChatStore implements AuditLog.Holder, Pseudonyms.Holder {
    private final Pseudonyms pseudonyms;

    PseudonymousChatStore(ChatStore store, Pseudonyms pseudonyms) {
        super(store);
        this.pseudonyms = pseudonyms;
    }

    @Override
    public Pseudonyms pseudonyms() {
        return pseudonyms;
    }

    @Override
    public AuditLog auditLog() {
        return new PseudonymousLog(AuditLog.of(delegate()), pseudonyms);
    }

    @Override
    protected ChatStore decorate(ChatStore other) {
        return new PseudonymousChatStore(other, pseudonyms);
    }

    @Override
    public Conversation open(ConversationId id, Profile profile) {
        Profile stored = StoredForm.of(pseudonyms, id.tenant(), profile);
        return StoredForm.named(super.open(pseudonyms.of(id), stored), id);
    }

    @Override
    public Optional<Conversation> find(ConversationId id) {
        return super.find(pseudonyms.of(id)).map(head -> StoredForm.named(head, id));
    }

    @Override
    public Page<Conversation> list(ConversationQuery query) {
        return super.list(StoredForm.of(pseudonyms, query));
    }

    @Override
    public long count(ConversationQuery query) {
        return super.count(StoredForm.of(pseudonyms, query));
    }

    @Override
    public Optional<Conversation> patch(ConversationPatch patch) {
        return super.patch(StoredForm.of(pseudonyms, patch)).map(head -> StoredForm.named(head, patch.conversation()));
    }

    @Override
    public boolean delete(ConversationId id) {
        return super.delete(pseudonyms.of(id));
    }

    @Override
    public boolean delete(ConversationId id, long expectedVersion) {
        return super.delete(pseudonyms.of(id), expectedVersion);
    }

    @Override
    public List<AppendOutcome> appendAll(List<Append> appends) {
        List<Append> accepted = new ArrayList<>(appends.size());
        List<@Nullable AppendRefusal> refusals = new ArrayList<>(appends.size());
        for (Append append : appends) {
            try {
                accepted.add(StoredForm.of(pseudonyms, append));
                refusals.add(null);
            } catch (InvalidInputException e) {
                refusals.add(new AppendRefusal(append.conversation(), e));
            }
        }
        List<AppendOutcome> made = accepted.isEmpty() ? List.of() : super.appendAll(accepted);
        List<AppendOutcome> outcomes = new ArrayList<>(appends.size());
        int next = 0;
        for (int i = 0; i < appends.size(); i++) {
            AppendRefusal refusal = refusals.get(i);
            outcomes.add(
                    refusal == null ? named(made.get(next++), appends.get(i).conversation()) : refusal);
        }
        return outcomes;
    }

    private static AppendOutcome named(AppendOutcome outcome, ConversationId id) {
        if (outcome instanceof AppendReceipt receipt) {
            return new AppendReceipt(id, receipt.sequences(), receipt.version(), receipt.duplicate());
        }
        return outcome instanceof AppendRefusal refusal ? new AppendRefusal(id, refusal.reason()) : outcome;
    }

    @Override
    public List<Message> history(ConversationId id, Slice slice) {
        return super.history(pseudonyms.of(id), slice);
    }

    @Override
    public Optional<Message> find(ConversationId id, long sequence) {
        return super.find(pseudonyms.of(id), sequence);
    }

    @Override
    public Optional<Message> find(ConversationId id, String messageId) {
        return super.find(pseudonyms.of(id), messageId);
    }

    @Override
    public Optional<Message> edit(ConversationId id, long sequence, MessageEdit edit) {
        return super.edit(pseudonyms.of(id), sequence, edit);
    }

    @Override
    public Optional<Message> edit(ConversationId id, String messageId, MessageEdit edit) {
        return super.edit(pseudonyms.of(id), messageId, edit);
    }

    @Override
    public Optional<Message> redact(ConversationId id, long sequence) {
        return super.redact(pseudonyms.of(id), sequence);
    }

    @Override
    public Optional<Message> redact(ConversationId id, String messageId) {
        return super.redact(pseudonyms.of(id), messageId);
    }

    @Override
    public List<Message> revisions(ConversationId id, long sequence) {
        return super.revisions(pseudonyms.of(id), sequence);
    }
}
