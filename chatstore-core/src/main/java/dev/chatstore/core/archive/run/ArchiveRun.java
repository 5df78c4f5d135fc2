package dev.chatstore.core.archive.run;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.ConversationQuery.Archived;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.Page;
import dev.chatstore.core.audit.AuditLog;
import dev.chatstore.core.audit.AuditSubject;
import dev.chatstore.core.backend.SystemTenants;
import dev.chatstore.core.lease.WorkTurn;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Does a work on each conversation of tenants, or on one, recorded in the audit trail. For one thread. */
final class ArchiveRun {
    private final ChatStore chats;
    private final SegmentMoves moves;
    private final AuditLog log;
    private final ArchiveTally tally;
    private final WorkTurn turn;
    private final int batch;

    // Six parameters: what a run reads, writes, tells and asks.
    ArchiveRun(ChatStore chats, SegmentMoves moves, AuditLog log, ArchiveTally tally, WorkTurn turn, int batch) {
        this.chats = chats;
        this.moves = moves;
        this.log = log;
        this.tally = tally;
        this.turn = turn;
        this.batch = batch;
    }

    /** Goes through tenants. What the library keeps for itself stays as it is. */
    void tenants(Iterator<String> tenants, Function<SegmentMoves, ConversationWork> work) {
        while (tenants.hasNext()) {
            turn.check();
            String tenant = tenants.next();
            if (!SystemTenants.contain(tenant)) {
                recorded(AuditSubject.ofTenant(tenant), steps -> tenant(tenant, work.apply(steps)));
            }
        }
    }

    /** Does the work on one conversation, if there is one. */
    void conversation(ConversationId id, Function<SegmentMoves, ConversationWork> work) {
        recorded(AuditSubject.of(id), steps -> {
            try {
                chats.find(id).ifPresent(head -> on(List.of(head), work.apply(steps)));
            } catch (CorruptDataException e) {
                tally.damaged(id);
            }
        });
    }

    private interface Part {
        void run(SegmentMoves steps);
    }

    private void recorded(AuditSubject subject, Part part) {
        RecordedMoves steps = new RecordedMoves(moves, log, subject);
        ArchiveCounts before = tally.counts();
        try {
            part.run(steps);
            steps.ended(since(before));
        } catch (Throwable e) {
            steps.failed(e);
            throw e;
        }
    }

    private Map<String, Long> since(ArchiveCounts before) {
        Map<String, Long> amounts = new TreeMap<>(tally.counts().amounts());
        before.amounts().forEach((name, number) -> amounts.merge(name, -number, Long::sum));
        amounts.remove("orphans");
        return amounts;
    }

    private void tenant(String tenant, ConversationWork work) {
        ConversationQuery next = ConversationQuery.ofTenant(tenant)
                .withArchived(Archived.INCLUDED)
                .withLimit(batch);
        Page<Conversation> page;
        do {
            turn.check();
            page = chats.list(next);
            on(page.items(), work);
            page.unreadable().forEach(error -> {
                tally.add(ArchiveCounts.LOOKED);
                tally.damaged(error.conversation());
            });
            next = next.from(page.next());
        } while (page.next() != null);
    }

    private void on(List<Conversation> heads, ConversationWork work) {
        work.prepare(heads);
        heads.forEach(head -> on(head, work));
    }

    private void on(Conversation head, ConversationWork work) {
        tally.add(ArchiveCounts.LOOKED);
        try {
            work.on(head);
        } catch (CorruptDataException e) {
            tally.damaged(head.id());
        }
    }
}
