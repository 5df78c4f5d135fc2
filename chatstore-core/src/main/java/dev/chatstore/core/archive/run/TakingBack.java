package dev.chatstore.core.archive.run;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.segment.Segment;
import dev.chatstore.core.lease.WorkTurn;
import java.util.List;
import java.util.Set;

/** Brings all segments of one conversation after the other back, newest first. For one thread. */
final class TakingBack implements ConversationWork {
    private static final int ATTEMPTS = 5;

    private final SegmentMoves moves;
    private final ArchiveTally tally;
    private final WorkTurn turn;
    private Set<ConversationId> archived = Set.of();

    TakingBack(SegmentMoves moves, ArchiveTally tally, WorkTurn turn) {
        this.moves = moves;
        this.tally = tally;
        this.turn = turn;
    }

    @Override
    public void prepare(List<Conversation> heads) {
        archived = moves.ends(heads.stream().map(Conversation::id).toList()).keySet();
    }

    @Override
    public void on(Conversation head) {
        if (!archived.contains(head.id())) {
            return;
        }
        boolean isMoved = false;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<Segment> segments = moves.list(head.id());
            for (int i = segments.size() - 1; i >= 0; i--) {
                turn.check();
                Segment newest = segments.get(i);
                if (!moves.takeBack(head.id(), newest)) {
                    break;
                }
                if (!isMoved) {
                    tally.add(ArchiveCounts.MOVED);
                    isMoved = true;
                }
                tally.add(ArchiveCounts.of(newest));
                if (i == 0) {
                    return;
                }
            }
            if (segments.isEmpty()) {
                return;
            }
        }
        tally.add(ArchiveCounts.CHANGED);
    }
}
