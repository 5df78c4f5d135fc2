package dev.chatstore.core.retention;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.Message;
import dev.chatstore.core.lease.WorkTurn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides by a policy about conversations as they were read, at one time of the store's clock. */
final class Fates {
    private final RetentionPolicy policy;
    private final Instant now;
    private final ChatStore chats;
    private final WorkTurn turn;

    Fates(RetentionPolicy policy, Instant now, ChatStore chats, WorkTurn turn) {
        this.policy = policy;
        this.now = now;
        this.chats = chats;
        this.turn = turn;
    }

    Fate of(Conversation head) {
        if (isToRemove(head)) {
            return new Fate(true, false, head.lastSequence() + 1, false);
        }
        long first = firstKept(head);
        return new Fate(false, isToArchive(head), first, first > head.firstSequence());
    }

    boolean isToRemove(Conversation head) {
        return isPast(head.lastActivity(), policy.removeAfter());
    }

    boolean isToArchive(Conversation head) {
        return !head.archived() && isPast(head.lastActivity(), policy.archiveAfter());
    }

    private boolean isPast(Instant time, @Nullable Duration limit) {
        return limit != null && !time.isAfter(now.minus(limit));
    }

    private long firstKept(Conversation head) {
        long first = head.firstSequence();
        Integer kept = policy.keepMessages();
        if (kept != null) {
            first = Math.max(first, head.lastSequence() - kept + 1);
        }
        // A conversation is not younger than its messages, so most are decided without a read of messages.
        return isPast(head.created(), policy.removeMessagesAfter()) ? firstYoung(head, first) : first;
    }

    /** Returns the first message from a sequence on that is not too old. Those after it stay, whatever their clock said. */
    private long firstYoung(Conversation head, long from) {
        MessageTimes times = new MessageTimes(chats, turn, head.id(), 1);
        long first = from;
        while (first <= head.lastSequence()) {
            List<Message> page = times.after(first - 1);
            if (page.isEmpty()) {
                return first;
            }
            for (Message message : page) {
                boolean isOld = message.sequence() <= head.lastSequence()
                        && isPast(message.created(), policy.removeMessagesAfter());
                if (!isOld) {
                    return first;
                }
                first = message.sequence() + 1;
            }
        }
        return first;
    }
}
