package dev.chatstore.core.pseudonym;

import dev.chatstore.api.ConversationId;
import dev.chatstore.core.audit.AuditAction;
import dev.chatstore.core.audit.AuditLog;
import dev.chatstore.core.audit.AuditSubject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names what operations are about in its stored form. */
final class PseudonymousLog implements AuditLog {
    private final AuditLog log;
    private final Pseudonyms pseudonyms;

    PseudonymousLog(AuditLog log, Pseudonyms pseudonyms) {
        this.log = log;
        this.pseudonyms = pseudonyms;
    }

    private AuditSubject stored(AuditSubject subject) {
        String tenant = subject.tenant();
        String id = subject.id();
        if (tenant == null || id == null) {
            return subject;
        }
        return switch (subject.kind()) {
            case OWNER -> new AuditSubject(subject.kind(), tenant, pseudonyms.owner(tenant, id), subject.part());
            case CONVERSATION, MESSAGE, SESSION ->
                new AuditSubject(
                        subject.kind(),
                        tenant,
                        pseudonyms.of(ConversationId.of(tenant, id)).value(),
                        subject.part());
            case STORE, TENANT -> subject;
        };
    }

    @Override
    public boolean isOn() {
        return log.isOn();
    }

    @Override
    public void record(AuditAction action, AuditSubject subject, Map<String, Long> amounts) {
        log.record(action, stored(subject), amounts);
    }

    @Override
    public void recordRead(AuditSubject subject, Map<String, Long> amounts) {
        log.recordRead(stored(subject), amounts);
    }

    @Override
    public Operation begin(AuditAction action, AuditSubject subject, @Nullable String detail) {
        return log.begin(action, stored(subject), detail);
    }

    @Override
    public boolean owns(ConversationId conversation) {
        return log.owns(conversation);
    }
}
