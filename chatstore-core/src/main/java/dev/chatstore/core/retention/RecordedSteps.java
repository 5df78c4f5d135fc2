package dev.chatstore.core.retention;

import dev.chatstore.api.Conversation;
import dev.chatstore.core.audit.AuditAction;
import dev.chatstore.core.audit.AuditLog;
import dev.chatstore.core.audit.AuditSubject;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Steps of one tenant that are recorded in the audit trail: once before the first change, and once after the last. */
final class RecordedSteps implements Steps {
    private final Steps steps;
    private final AuditLog log;
    private final AuditSubject tenant;
    private AuditLog.@Nullable Operation operation;

    RecordedSteps(Steps steps, AuditLog log, String tenant) {
        this.steps = steps;
        this.log = log;
        this.tenant = AuditSubject.ofTenant(tenant);
    }

    private Steps begun() {
        if (operation == null) {
            operation = log.begin(AuditAction.RETENTION, tenant, null);
        }
        return steps;
    }

    /** Records how much was done, if anything was. */
    void ended(Map<String, Long> amounts) {
        if (operation != null) {
            operation.ended(amounts);
        }
    }

    /** Records that the run failed, if anything was done. */
    void failed(Throwable reason) {
        if (operation != null) {
            operation.failed(reason);
        }
    }

    @Override
    public @Nullable Conversation current(Conversation head) {
        return steps.current(head);
    }

    @Override
    public Fate left(Conversation head) {
        return steps.left(head);
    }

    @Override
    public void remove(Conversation head, Predicate<Conversation> stillToRemove) {
        begun().remove(head, stillToRemove);
    }

    @Override
    public void archive(Conversation head) {
        begun().archive(head);
    }

    @Override
    public boolean trim(Conversation head, long begin, long first) {
        return begun().trim(head, begin, first);
    }
}
