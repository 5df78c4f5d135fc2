package dev.chatstore.bench;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Reads of what a process remembers, and of the cache that it is kept in. */
public class NearTier {
    /** Both, with the same conversations in them. */
    @State(Scope.Benchmark)
    public static class Near {
        /** How many messages are read. */
        @Param("20")
        public int limit;

        private final Conversations conversations = Conversations.MANY;
        private final ChatStorage storage = ChatStorage.builder()
                .url("memory:")
                .set("cache.bytes", "256MiB")
                .open();
        private final Cache<ConversationId, List<Message>> cache = Caffeine.newBuilder()
                .maximumWeight(1_000_000)
                .weigher((ConversationId id, List<Message> messages) -> messages.size())
                .build();

        /** Fills both. */
        @Setup
        public void fill() {
            Stores.fill(storage.chats(), conversations);
            for (ConversationId id : conversations.ids()) {
                cache.put(id, storage.chats().recent(id, 100));
            }
            long held = storage.caches().statistics().process().entries();
            if (held != conversations.ids().size()) {
                throw new IllegalStateException(held + " conversations are held");
            }
        }

        ConversationId next() {
            return conversations.ids().get(conversations.next());
        }

        /** Ends the store. */
        @TearDown
        public void close() {
            storage.close();
        }
    }

    /** Reads by the store. */
    @Benchmark
    public List<Message> recent(Near near) {
        return near.storage.chats().recent(near.next(), near.limit);
    }

    /** Gets the whole window. */
    @Benchmark
    public @Nullable List<Message> getIfPresent(Near near) {
        return near.cache.getIfPresent(near.next());
    }
}
