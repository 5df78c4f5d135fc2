package dev.chatstore.core.archive.run;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.segment.Segment;
import dev.chatstore.core.lease.WorkTurn;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Moves the messages that a rule names of one conversation after the other into segments. For one thread. */
final class Moving implements ConversationWork {
    /** A conversation that changes more often than this meanwhile is left to the next run. */
    private static final int ATTEMPTS = 5;

    private final ArchiveRule rule;
    private final int segmentMessages;
    private final Instant now;
    private final ChatStore chats;
    private final SegmentMoves moves;
    private final ArchiveTally tally;
    private final WorkTurn turn;
    private Map<ConversationId, Long> ends = Map.of();

    // Seven parameters: the rule, and what a step reads, writes and asks.
    Moving(
            ArchiveRule rule,
            int segmentMessages,
            Instant now,
            ChatStore chats,
            SegmentMoves moves,
            ArchiveTally tally,
            WorkTurn turn) {
        this.rule = rule;
        this.segmentMessages = segmentMessages;
        this.now = now;
        this.chats = chats;
        this.moves = moves;
        this.tally = tally;
        this.turn = turn;
    }

    /** Most conversations are left by their heads alone, and many of the others are moved already. */
    @Override
    public void prepare(List<Conversation> heads) {
        ends = moves.ends(
                heads.stream().filter(this::isNamed).map(Conversation::id).toList());
    }

    private boolean isNamed(Conversation head) {
        return last(head, head.firstSequence()) >= head.firstSequence();
    }

    @Override
    public void on(Conversation read) {
        Conversation head = read;
        Map<ConversationId, Long> known = ends;
        boolean isMoved = false;
        for (int attempt = 0; attempt < ATTEMPTS && head != null; attempt++) {
            if (!isNamed(head)) {
                return;
            }
            long first = Math.max(head.firstSequence(), known.getOrDefault(head.id(), 0L) + 1);
            long last = last(head, first);
            if (last - first + 1 < rule.minMessages() && !isMoved) {
                // Without any to move it is one that an earlier run has moved.
                if (first <= last) {
                    tally.add(ArchiveCounts.SMALL);
                }
                return;
            }
            while (first <= last) {
                turn.check();
                Segment segment = moves.move(head, first, last);
                if (segment == null) {
                    break;
                }
                if (!isMoved) {
                    tally.add(ArchiveCounts.MOVED);
                    isMoved = true;
                }
                tally.add(ArchiveCounts.of(segment));
                first = segment.last() + 1;
            }
            if (first > last) {
                return;
            }
            head = current(head);
            known = moves.ends(List.of(read.id()));
        }
        if (head != null) {
            tally.add(ArchiveCounts.CHANGED);
        }
    }

    private long last(Conversation head, long first) {
        return rule.last(head, first, segmentMessages, now);
    }

    /** Returns the conversation as it is now, or null if it was removed, or removed and created again. */
    private @Nullable Conversation current(Conversation head) {
        return chats.find(head.id())
                .filter(now -> now.created().equals(head.created()))
                .orElse(null);
    }
}
