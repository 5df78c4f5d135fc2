package dev.chatstore.bench.store;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.bench.data.BenchmarkDirectory;
import dev.chatstore.bench.data.ConversationSet;
import dev.chatstore.bench.data.SampleMessages;
import dev.chatstore.bench.data.StoreFiller;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * Measures the heap size of cached messages: 100,000 messages of 200 ASCII characters without an id, read from a file into
 * an empty cache.
 */
public final class CachedMessageHeap {
    private static final ConversationSet CONVERSATIONS = ConversationSet.random("many", 100, 1_000);
    private static final int TEXT = SampleMessages.any().text().length();

    private CachedMessageHeap() {}

    /** Returns the bytes that a message takes beyond its text. */
    public static double bytes() {
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
                long messages = (long) ids.size() * CONVERSATIONS.length();
                return (double) heap / messages - TEXT;
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
