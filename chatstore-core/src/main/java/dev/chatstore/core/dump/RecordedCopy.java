package dev.chatstore.core.dump;

import dev.chatstore.api.Storage;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.core.audit.AuditAction;
import dev.chatstore.core.audit.AuditLog;
import dev.chatstore.core.audit.AuditSubject;
import java.util.Map;

/** A copy in the audit trails of both of its stores. */
record RecordedCopy(AuditLog.Operation ofSource, AuditLog.Operation ofTarget) {
    static RecordedCopy begin(Storage source, Storage target, StoreScope scope) {
        AuditSubject subject = AuditSubject.of(scope);
        return new RecordedCopy(
                AuditLog.of(source).begin(AuditAction.COPY, subject, "to another store"),
                AuditLog.of(target).begin(AuditAction.COPY, subject, "from another store"));
    }

    void ended(Map<String, Long> amounts) {
        ofSource.ended(amounts);
        ofTarget.ended(amounts);
    }

    void failed(Throwable reason) {
        ofSource.failed(reason);
        ofTarget.failed(reason);
    }
}
