package dev.chatstore.api.spi;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.Slice;
import java.util.List;

/**
 * Reads messages with their texts in pages that hold a bounded number of bytes. After small texts the pages become larger, but
 * only as far as texts of the largest size that the store accepts fit into one; after large ones they become smaller. For one
 * thread.
 */
public final class TextPages {
    private static final int FIRST = 10;
    private static final int MOST = 100;
    /** With the largest size that can be configured, that is 64 MiB. */
    private static final int LEAST_BOUND = 4;

    private static final long DEFAULT_TEXT = 1 << 20;
    private static final long BYTES = 4 << 20;
    private static final long BYTES_AFTER_SMALL_ONES = 16 << 20;

    private final ChatStore chats;
    private final int most;
    private int size;

    /** Creates pages of a store. */
    public TextPages(ChatStore chats) {
        this.chats = chats;
        long largest = ConversationLoader.of(chats)
                .map(ConversationLoader::maxMessageBytes)
                .orElse(DEFAULT_TEXT);
        most = (int) Math.max(LEAST_BOUND, Math.min(MOST, BYTES_AFTER_SMALL_ONES / Math.max(1, largest)));
        size = Math.min(FIRST, most);
    }

    /** Returns the messages from one sequence on, and none after another. No message means that there are no more. */
    public List<Message> read(ConversationId id, long first, long last) {
        int limit = (int) Math.min(size, last - first + 1);
        return noted(chats.history(id, Slice.after(first - 1, limit)));
    }

    /** Returns the last messages of the path to a message. */
    public List<Message> path(ConversationId id, long leaf) {
        return noted(chats.history(id, Slice.pathTo(leaf, size)));
    }

    private List<Message> noted(List<Message> page) {
        long bytes = page.stream().mapToLong(TextPages::bytes).sum();
        size = (int) Math.max(1, Math.min(Math.min(2L * size, most), BYTES * page.size() / Math.max(1, bytes)));
        return page;
    }

    /** Returns about how many bytes a message takes in memory. */
    private static long bytes(Message message) {
        return 2L * message.text().length();
    }
}
