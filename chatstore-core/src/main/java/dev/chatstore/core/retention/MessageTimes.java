package dev.chatstore.core.retention;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.Slice;
import dev.chatstore.core.lease.WorkTurn;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Reads messages for the times at which they were stored, in pages that grow, since the first message often decides, and that
 * shrink where texts are large. For one conversation.
 */
final class MessageTimes {
    private static final int MOST = 100;
    private static final long BYTES = 4 << 20;

    private final ChatStore chats;
    private final WorkTurn turn;
    private final ConversationId id;
    private int size;

    MessageTimes(ChatStore chats, WorkTurn turn, ConversationId id, int size) {
        this.chats = chats;
        this.turn = turn;
        this.id = id;
        this.size = Math.min(size, MOST);
    }

    /** Returns the next messages after a sequence, oldest first; empty at the end. */
    List<Message> after(long sequence) {
        return read(limit -> Slice.after(sequence, limit));
    }

    /** Returns the next messages before a sequence, oldest first; empty at the beginning. */
    List<Message> before(long sequence) {
        return read(limit -> Slice.before(sequence, limit));
    }

    private List<Message> read(IntFunction<Slice> slice) {
        turn.check();
        List<Message> page = chats.history(id, slice.apply(size));
        long bytes =
                page.stream().mapToLong(message -> 2L * message.text().length()).sum();
        size = (int) Math.max(1, Math.min(Math.min(10L * size, MOST), BYTES * page.size() / Math.max(1, bytes)));
        return page;
    }
}
