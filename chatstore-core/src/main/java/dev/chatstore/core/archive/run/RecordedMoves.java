package dev.chatstore.core.archive.run;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.segment.Segment;
import dev.chatstore.core.audit.AuditAction;
import dev.chatstore.core.audit.AuditLog;
import dev.chatstore.core.audit.AuditSubject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Steps that are recorded in the audit trail: once before the first change of a subject, and once after the last. */
final class RecordedMoves implements SegmentMoves {
    private final SegmentMoves moves;
    private final AuditLog log;
    private final AuditSubject subject;
    private AuditLog.@Nullable Operation operation;

    RecordedMoves(SegmentMoves moves, AuditLog log, AuditSubject subject) {
        this.moves = moves;
        this.log = log;
        this.subject = subject;
    }

    private SegmentMoves begun(AuditAction action) {
        if (operation == null) {
            operation = log.begin(action, subject, null);
        }
        return moves;
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
    public List<Segment> list(ConversationId id) {
        return moves.list(id);
    }

    @Override
    public Map<ConversationId, Long> ends(Collection<ConversationId> ids) {
        return moves.ends(ids);
    }

    @Override
    public @Nullable Segment move(Conversation head, long first, long last) {
        return begun(AuditAction.ARCHIVE).move(head, first, last);
    }

    @Override
    public boolean takeBack(ConversationId id, Segment newest) {
        return begun(AuditAction.UNARCHIVE).takeBack(id, newest);
    }
}
