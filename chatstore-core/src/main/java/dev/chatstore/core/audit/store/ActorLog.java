package dev.chatstore.core.audit.store;

import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ClosedException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.core.audit.AuditAction;
import dev.chatstore.core.audit.AuditEntry.Stage;
import dev.chatstore.core.audit.AuditLog;
import dev.chatstore.core.audit.AuditSubject;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one actor does, recorded in the trails of a store. Safe for use by several threads. */
final class ActorLog implements AuditLog {
    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

    private final TrailWriters trails;
    private final boolean recordsReads;
    private final String actor;

    ActorLog(TrailWriters trails, boolean recordsReads, String actor) {
        this.trails = trails;
        this.recordsReads = recordsReads;
        this.actor = actor;
    }

    @Override
    public boolean isOn() {
        return true;
    }

    @Override
    public boolean owns(ConversationId conversation) {
        return trails.owns(conversation);
    }

    private EntryDraft draft(
            AuditAction action, Stage stage, AuditSubject subject, Map<String, Long> amounts, @Nullable String detail) {
        return new EntryDraft(trails.now(), actor, action, stage, 0, subject, amounts, detail);
    }

    @Override
    public void record(AuditAction action, AuditSubject subject, Map<String, Long> amounts) {
        trails.write(draft(action, Stage.RECORDED, subject, amounts, null));
    }

    @Override
    public void recordRead(AuditSubject subject, Map<String, Long> amounts) {
        if (recordsReads) {
            record(AuditAction.READ, subject, amounts);
        }
    }

    @Override
    public Operation begin(AuditAction action, AuditSubject subject, @Nullable String detail) {
        EntryDraft begun = draft(action, Stage.BEGUN, subject, Map.of(), detail);
        long number = trails.write(begun);
        return new Operation() {
            @Override
            public void ended(Map<String, Long> amounts) {
                outcome(begun, number, Stage.ENDED, amounts, null);
            }

            @Override
            public void failed(Throwable reason) {
                outcome(begun, number, Stage.FAILED, Map.of(), typeOf(reason));
            }
        };
    }

    /**
     * Makes a change after its entry was written, and returns its result.
     *
     * @param isDone returns for a result whether anything was changed
     */
    <T> T change(
            AuditAction action,
            AuditSubject subject,
            Map<String, Long> amounts,
            Supplier<T> change,
            Predicate<? super T> isDone) {
        EntryDraft recorded = draft(action, Stage.RECORDED, subject, amounts, null);
        long number = trails.write(recorded);
        T result;
        try {
            result = change.get();
        } catch (RuntimeException | Error e) {
            outcome(recorded, number, Stage.FAILED, Map.of(), typeOf(e));
            throw e;
        }
        if (!isDone.test(result)) {
            outcome(recorded, number, Stage.NOTHING, Map.of(), null);
        }
        return result;
    }

    /** Returns what was read, after its entry was written if reads are recorded. */
    <T> T read(AuditSubject subject, T found, Map<String, Long> amounts) {
        recordRead(subject, amounts);
        return found;
    }

    void appended(int messages) {
        trails.counters().appended(messages);
    }

    private void outcome(
            EntryDraft first, long number, Stage stage, Map<String, Long> amounts, @Nullable String detail) {
        try {
            trails.write(first.outcome(trails.now(), stage, number, amounts, detail));
        } catch (ClosedException e) {
            LOG.debug("the outcome of entry {} of an audit trail is not written, since the storage is closed", number);
        } catch (ChatStoreException e) {
            LOG.warn("the outcome of entry {} of an audit trail could not be written: {}", number, e.getMessage());
        }
    }

    private static String typeOf(Throwable reason) {
        String name = reason.getClass().getSimpleName();
        return reason instanceof UnavailableException away && away.outcomeUnknown()
                ? name + ", the outcome is unknown"
                : name;
    }
}
