package dev.chatstore.core.retention;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.core.lease.WorkTurn;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Keeps the newest messages of an owner. They are taken one by one from the ends of the conversations: next is always the one
 * that was stored last, and of several that were stored in the same microsecond that of the highest id. So each conversation
 * keeps its newest messages without a gap. Messages of a held conversation count, and stay in any case.
 */
final class OwnerTrim {
    private final ChatStore chats;
    private final Fates fates;
    private final Holds holds;
    private final Steps steps;
    private final RetentionTally tally;
    private final WorkTurn turn;

    // Six parameters: what a trim reads, asks and reports to.
    OwnerTrim(ChatStore chats, Fates fates, Holds holds, Steps steps, RetentionTally tally, WorkTurn turn) {
        this.chats = chats;
        this.fates = fates;
        this.holds = holds;
        this.steps = steps;
        this.tally = tally;
        this.turn = turn;
    }

    void trim(List<Conversation> heads, long kept) {
        List<NewestMessages> ends = heads.stream()
                .map(head -> new NewestMessages(chats, turn, head, steps.left(head)))
                .toList();
        try {
            take(ends, kept);
        } catch (CorruptDataException e) {
            // Which messages are the newest cannot be told.
            tally.damaged(e.conversation());
            return;
        }
        ends.forEach(this::trim);
    }

    private static void take(List<NewestMessages> ends, long kept) {
        PriorityQueue<NewestMessages> queue = new PriorityQueue<>(NewestMessages.NEWEST_FIRST);
        ends.stream().filter(NewestMessages::hasNext).forEach(queue::add);
        for (long taken = 0; taken < kept && !queue.isEmpty(); taken++) {
            NewestMessages newest = queue.remove();
            newest.take();
            if (newest.hasNext()) {
                queue.add(newest);
            }
        }
    }

    private void trim(NewestMessages end) {
        if (!end.hasNext()) {
            return;
        }
        try {
            Conversation head = steps.current(end.head());
            if (head != null && !isHeld(head)) {
                steps.trim(head, end.begin(), end.firstTaken());
            }
        } catch (CorruptDataException e) {
            tally.damaged(end.head().id());
        }
    }

    /** Counts a held conversation, unless it was counted when it was looked at by itself. */
    private boolean isHeld(Conversation head) {
        boolean held = holds.cover(head);
        if (held && !fates.of(head).changes()) {
            tally.held();
        }
        return held;
    }
}
