package dev.chatstore.core.retention;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.Message;
import dev.chatstore.core.lease.WorkTurn;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The messages of a conversation from its end on, of which some were taken. The newest one needs no read. */
final class NewestMessages {
    /** By the time of the newest message that is not taken, and then by the code points of the id; the highest first. */
    static final Comparator<NewestMessages> NEWEST_FIRST = Comparator.comparing((NewestMessages end) -> end.time)
            .thenComparing(end -> end.head.id().value().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned)
            .reversed();

    private static final int PAGE = 10;

    private final Conversation head;
    private final MessageTimes times;
    private final long begin;
    private long next;
    private Instant time;
    private List<Message> page = List.of();

    /**
     * Creates the end of a conversation.
     *
     * @param left what is left of it
     */
    NewestMessages(ChatStore chats, WorkTurn turn, Conversation head, Fate left) {
        this.head = head;
        times = new MessageTimes(chats, turn, head.id(), PAGE);
        begin = left.first();
        next = head.lastSequence();
        time = head.lastActivity();
    }

    Conversation head() {
        return head;
    }

    /** Returns the sequence of the first message that was left. */
    long begin() {
        return begin;
    }

    /** Returns the sequence of the first message that was taken, or of the next one if none was. */
    long firstTaken() {
        return next + 1;
    }

    boolean hasNext() {
        return next >= begin;
    }

    void take() {
        next--;
        if (hasNext()) {
            if (page.isEmpty()) {
                page = times.before(next + 1);
            }
            if (page.isEmpty()) {
                // The conversation was removed meanwhile.
                next = begin - 1;
            } else {
                time = page.get(page.size() - 1).created();
                page = page.subList(0, page.size() - 1);
            }
        }
    }
}
