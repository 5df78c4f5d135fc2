package dev.chatstore.bench;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * Measures the heap size of cached messages: 100,000 messages of 200 ASCII characters without an id, read from a file into
 * an empty cache.
 */
final class CachedMessageHeap {
    private static final Conversations CONVERSATIONS = Conversations.MANY;
    private static final int TEXT = SampleMessages.any().text().length();

    private CachedMessageHeap() {}

    /** Measures the size and returns it as a sentence. */
    static String describe() {
        try (BenchmarkDirectory directory = BenchmarkDirectory.open()) {
            String url = "sqlite:" + directory.file("heap.db");
            try (ChatStorage filled = ChatStorage.open(url)) {
                StoreFiller.fill(filled.chats(), CONVERSATIONS);
            }
            try (ChatStorage storage = ChatStorage.builder()
                    .url(url)
                    .set("cache.bytes", "512MiB")
                    .set("cache.conversations", "1000000")
                    .open()) {
                // The first read loads classes and initializes singletons.
                storage.chats().recent(ConversationId.of("missing"), 1);
                List<ConversationId> ids = CONVERSATIONS.ids();
                long before = used();
                ids.forEach(id -> storage.chats().recent(id, CONVERSATIONS.length()));
                long heap = used() - before;
                long weighed = storage.caches().statistics().process().bytes();
                int messages = ids.size() * CONVERSATIONS.length();
                return "L1 heap of a message of %d bytes of text: %.0f bytes beyond the text, weighed as %.0f; aim 100"
                        .formatted(TEXT, (double) heap / messages - TEXT, (double) weighed / messages - TEXT);
            }
        }
    }

    private static long used() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
