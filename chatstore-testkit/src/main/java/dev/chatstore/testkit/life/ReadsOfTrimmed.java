package dev.chatstore.testkit.life;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Slice;
import dev.chatstore.api.Storage;
import java.util.LinkedHashMap;
import java.util.Map;

/** The reads of a conversation whose first thousands of messages were removed, by name. Each is to read a page of rows. */
public final class ReadsOfTrimmed {
    private static final int PAGE = 20;

    private ReadsOfTrimmed() {}

    /** Returns the reads. */
    public static Map<String, Runnable> of(Storage stores, ConversationId id) {
        ChatStore chats = stores.chats();
        long first = chats.find(id).orElseThrow().firstSequence();
        Map<String, Runnable> reads = new LinkedHashMap<>();
        reads.put("oldest", () -> chats.history(id, Slice.oldest(PAGE)));
        reads.put("after a removed one", () -> chats.history(id, Slice.after(first / 2, PAGE)));
        reads.put("before the second", () -> chats.history(id, Slice.before(first + 1, PAGE)));
        reads.put("before a removed one", () -> chats.history(id, Slice.before(first / 2, PAGE)));
        reads.put("newest", () -> chats.recent(id, PAGE));
        reads.put("path to the first", () -> chats.history(id, Slice.pathTo(first, PAGE)));
        reads.put("path to a removed one", () -> chats.history(id, Slice.pathTo(first / 2, PAGE)));
        reads.put("replies to a removed one", () -> chats.replies(id, 1));
        reads.put("replies to the beginning", () -> chats.replies(id, 0));
        reads.put("find a removed one", () -> chats.find(id, first / 2));
        reads.put("revisions of a removed one", () -> chats.revisions(id, first / 2));
        return reads;
    }
}
