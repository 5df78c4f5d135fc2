package dev.chatstore.bench.jmh;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.bench.data.ConversationSet;
import dev.chatstore.bench.data.StoreFiller;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Reads from the cache of the process, and from a plain Caffeine cache. */
public class ProcessCacheBenchmarks {
    /** A store and a Caffeine cache with the same conversations. */
    @State(Scope.Benchmark)
    public static class CachedStore {
        /** Number of messages to read. */
        @Param("20")
        public int limit;

        private final ConversationSet conversations = ConversationSet.random("many", 100, 1_000);
        private final ChatStorage storage = ChatStorage.builder()
                .url("memory:")
                .set("cache.bytes", "256MiB")
                .open();
        private final Cache<ConversationId, List<Message>> cache = Caffeine.newBuilder()
                .maximumWeight(1_000_000)
                .weigher((ConversationId id, List<Message> messages) -> messages.size())
                .build();

        /** Fills the store and the cache. */
        @Setup
        public void fill() {
            StoreFiller.fill(storage.chats(), conversations);
            for (ConversationId id : conversations.ids()) {
                cache.put(id, storage.chats().recent(id, 100));
            }
            long cached = storage.caches().statistics().process().entries();
            if (cached != conversations.ids().size()) {
                throw new IllegalStateException(cached + " conversations are cached");
            }
        }

        /** Closes the store. */
        @TearDown
        public void close() {
            storage.close();
        }
    }

    /** Reads from the store. */
    @Benchmark
    public List<Message> recent(CachedStore store) {
        return store.storage.chats().recent(store.conversations.nextId(), store.limit);
    }

    /** Reads the whole list from Caffeine. */
    @Benchmark
    public @Nullable List<Message> getIfPresent(CachedStore store) {
        return store.cache.getIfPresent(store.conversations.nextId());
    }
}
