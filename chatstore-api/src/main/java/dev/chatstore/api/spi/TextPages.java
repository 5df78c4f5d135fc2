package dev.chatstore.api.spi;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.Slice;
import java.util.List;

/**
 * Reads messages with their texts in pages of a bounded number, which becomes smaller the larger the texts before were: each
 * message may have the maximum size. For one thread.
 */
final class TextPages {
    private static final int FIRST = 10;
    private static final int MOST = 100;
    private static final long BYTES = 4 << 20;

    private final ChatStore chats;
    private int size = FIRST;

    TextPages(ChatStore chats) {
        this.chats = chats;
    }

    /** Returns the messages from one sequence on, and none after another. */
    List<Message> read(ConversationId id, long first, long last) {
        int limit = (int) Math.min(size, last - first + 1);
        List<Message> page = chats.history(id, Slice.after(first - 1, limit));
        long bytes = page.stream().mapToLong(TextPages::bytes).sum();
        size = (int) Math.max(1, Math.min(Math.min(2L * size, MOST), BYTES * page.size() / Math.max(1, bytes)));
        return page;
    }

    /** Returns about how many bytes a message takes in memory. */
    private static long bytes(Message message) {
        return 2L * message.text().length();
    }
}
