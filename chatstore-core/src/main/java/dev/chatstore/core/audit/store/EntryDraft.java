package dev.chatstore.core.audit.store;

import dev.chatstore.core.audit.AuditAction;
import dev.chatstore.core.audit.AuditEntry.Stage;
import dev.chatstore.core.audit.AuditSubject;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entry that has no place in its trail yet.
 *
 * @param of the number of the entry that it is the outcome of, or 0
 */
// Eight components: those of an entry.
record EntryDraft(
        Instant time,
        String actor,
        AuditAction action,
        Stage stage,
        long of,
        AuditSubject subject,
        Map<String, Long> amounts,
        @Nullable String detail) {
    /** Returns the draft of the outcome of this one. */
    EntryDraft outcome(
            Instant at, Stage newStage, long number, Map<String, Long> newAmounts, @Nullable String newDetail) {
        return new EntryDraft(at, actor, action, newStage, number, subject, newAmounts, newDetail);
    }
}
