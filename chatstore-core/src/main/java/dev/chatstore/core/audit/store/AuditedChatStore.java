package dev.chatstore.core.audit.store;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.AppendRefusal;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.ForwardingChatStore;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.Page;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Slice;
import dev.chatstore.core.audit.AuditAction;
import dev.chatstore.core.audit.AuditLog;
import dev.chatstore.core.audit.AuditSubject;
import dev.chatstore.core.audit.AuditTrail;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Records what one actor does with conversations: the entry of a change is written before the change, that of a read before
 * what was read is returned. Appends are counted only. The trails themselves are written by nobody else.
 */
final class AuditedChatStore extends ForwardingChatStore implements AuditLog.Holder {
    private static final String MESSAGES = "messages";

    private final ActorLog log;

    AuditedChatStore(ChatStore store, ActorLog log) {
        super(store);
        this.log = log;
    }

    @Override
    public AuditLog auditLog() {
        return log;
    }

    @Override
    protected ChatStore decorate(ChatStore other) {
        return new AuditedChatStore(other, log);
    }

    private static InvalidInputException refusal(ConversationId id) {
        return new InvalidInputException(
                "conversation.tenant",
                "must not be " + AuditTrail.TENANT + " for a change: the storage alone writes audit trails",
                id.tenant().length());
    }

    private static void checkIsNoTrail(ConversationId id) {
        if (isTrail(id)) {
            throw refusal(id);
        }
    }

    private static boolean isTrail(ConversationId id) {
        return id.tenant().equals(AuditTrail.TENANT);
    }

    @Override
    public Conversation open(ConversationId id, Profile profile) {
        checkIsNoTrail(id);
        return super.open(id, profile);
    }

    @Override
    public Optional<Conversation> find(ConversationId id) {
        return log.read(AuditSubject.of(id), super.find(id), Map.of());
    }

    @Override
    public Page<Conversation> list(ConversationQuery query) {
        Page<Conversation> page = super.list(query);
        AuditSubject subject = AuditSubject.ofQuery(query.tenant(), query.owner());
        return log.read(
                subject, page, Map.of("conversations", (long) page.items().size()));
    }

    @Override
    public Optional<Conversation> patch(ConversationPatch patch) {
        ConversationId id = patch.conversation();
        checkIsNoTrail(id);
        return log.change(
                AuditAction.PATCH,
                AuditSubject.of(id),
                Map.of(),
                () -> delegate().patch(patch),
                Optional::isPresent);
    }

    @Override
    public boolean delete(ConversationId id) {
        return delete(id, () -> delegate().delete(id));
    }

    @Override
    public boolean delete(ConversationId id, long expectedVersion) {
        return delete(id, () -> delegate().delete(id, expectedVersion));
    }

    private boolean delete(ConversationId id, Supplier<Boolean> change) {
        checkIsNoTrail(id);
        return log.change(AuditAction.DELETE, AuditSubject.of(id), amountOf(id), change, done -> done);
    }

    private Map<String, Long> amountOf(ConversationId id) {
        try {
            return delegate()
                    .find(id)
                    .map(head -> Map.of(MESSAGES, head.messageCount()))
                    .orElse(Map.of());
        } catch (CorruptDataException e) {
            // It can be deleted nevertheless.
            return Map.of();
        }
    }

    @Override
    public List<AppendOutcome> appendAll(List<Append> appends) {
        List<AppendOutcome> outcomes = appends.stream().anyMatch(append -> isTrail(append.conversation()))
                ? oneByOne(appends)
                : super.appendAll(appends);
        int messages = 0;
        for (AppendOutcome outcome : outcomes) {
            if (outcome instanceof AppendReceipt receipt && !receipt.duplicate()) {
                messages += receipt.sequences().size();
            }
        }
        log.appended(messages);
        return outcomes;
    }

    private List<AppendOutcome> oneByOne(List<Append> appends) {
        List<AppendOutcome> outcomes = new ArrayList<>(appends.size());
        for (Append append : appends) {
            ConversationId id = append.conversation();
            outcomes.add(
                    isTrail(id)
                            ? new AppendRefusal(id, refusal(id))
                            : super.appendAll(List.of(append)).get(0));
        }
        return outcomes;
    }

    @Override
    public List<Message> history(ConversationId id, Slice slice) {
        List<Message> found = super.history(id, slice);
        return log.read(AuditSubject.of(id), found, Map.of(MESSAGES, (long) found.size()));
    }

    @Override
    public Optional<Message> find(ConversationId id, long sequence) {
        return log.read(AuditSubject.ofMessage(id, sequence), super.find(id, sequence), Map.of());
    }

    @Override
    public Optional<Message> find(ConversationId id, String messageId) {
        return log.read(AuditSubject.ofMessage(id, messageId), super.find(id, messageId), Map.of());
    }

    @Override
    public Optional<Message> edit(ConversationId id, long sequence, MessageEdit edit) {
        return change(
                AuditAction.EDIT,
                id,
                AuditSubject.ofMessage(id, sequence),
                () -> delegate().edit(id, sequence, edit));
    }

    @Override
    public Optional<Message> edit(ConversationId id, String messageId, MessageEdit edit) {
        return change(
                AuditAction.EDIT,
                id,
                AuditSubject.ofMessage(id, messageId),
                () -> delegate().edit(id, messageId, edit));
    }

    @Override
    public Optional<Message> redact(ConversationId id, long sequence) {
        return change(
                AuditAction.REDACT,
                id,
                AuditSubject.ofMessage(id, sequence),
                () -> delegate().redact(id, sequence));
    }

    @Override
    public Optional<Message> redact(ConversationId id, String messageId) {
        return change(
                AuditAction.REDACT,
                id,
                AuditSubject.ofMessage(id, messageId),
                () -> delegate().redact(id, messageId));
    }

    private Optional<Message> change(
            AuditAction action, ConversationId id, AuditSubject subject, Supplier<Optional<Message>> change) {
        checkIsNoTrail(id);
        return log.change(action, subject, Map.of(), change, Optional::isPresent);
    }

    @Override
    public List<Message> revisions(ConversationId id, long sequence) {
        List<Message> found = super.revisions(id, sequence);
        return log.read(AuditSubject.ofMessage(id, sequence), found, Map.of("revisions", (long) found.size()));
    }
}
