package dev.chatstore.core.retention;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConflictException;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.spi.OldMessages;
import dev.chatstore.core.lease.WorkTurn;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The steps of a run, each of which is harmless if another process makes it too. */
final class MadeSteps implements Steps {
    /** A conversation that changes more often than this between two statements is left to the next run. */
    private static final int ATTEMPTS = 10;

    private final ChatStore chats;
    private final OldMessages old;
    private final int batch;
    private final Holds holds;
    private final RetentionTally tally;
    private final WorkTurn turn;

    // Six parameters: what a step reads, writes and asks.
    MadeSteps(ChatStore chats, OldMessages old, int batch, Holds holds, RetentionTally tally, WorkTurn turn) {
        this.chats = chats;
        this.old = old;
        this.batch = batch;
        this.holds = holds;
        this.tally = tally;
        this.turn = turn;
    }

    /** The sequences of a conversation that was created again begin anew: what was decided is not about them. */
    @Override
    public @Nullable Conversation current(Conversation head) {
        return chats.find(head.id())
                .filter(now -> now.created().equals(head.created()) && now.lastSequence() >= head.lastSequence())
                .orElse(null);
    }

    @Override
    public Fate left(Conversation head) {
        return Fate.ofAll(head);
    }

    @Override
    public void remove(Conversation head, Predicate<Conversation> stillToRemove) {
        Conversation current = head;
        for (int attempt = 0; attempt < ATTEMPTS && current != null && stillToRemove.test(current); attempt++) {
            turn.check();
            if (attempt > 0 && isHeld(current)) {
                return;
            }
            try {
                if (chats.delete(current.id(), current.version())) {
                    tally.removed(current.messageCount());
                }
                return;
            } catch (ConflictException e) {
                current = current(head);
            }
        }
    }

    @Override
    public void archive(Conversation head) {
        turn.check();
        try {
            Optional<Conversation> archived = chats.patch(
                    ConversationPatch.of(head.id()).expecting(head.version()).withArchived(true));
            if (archived.isPresent()) {
                tally.archived();
            }
        } catch (ConflictException e) {
            // It may have become active; the next run decides anew.
        }
    }

    @Override
    public boolean trim(Conversation head, long begin, long first) {
        Conversation current = head;
        long left = first - begin;
        while (left > 0) {
            turn.check();
            int removed = old.trim(head.id(), head.created(), first, (int) Math.min(batch, left));
            if (removed == 0) {
                return true;
            }
            tally.trimmed(removed);
            left -= removed;
            if (left > 0) {
                current = current(current);
                if (current == null || isHeld(current)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean isHeld(Conversation conversation) {
        boolean held = holds.cover(conversation);
        if (held) {
            tally.held();
        }
        return held;
    }
}
