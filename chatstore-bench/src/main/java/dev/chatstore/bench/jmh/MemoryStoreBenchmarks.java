package dev.chatstore.bench.jmh;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.bench.data.ConversationSet;
import dev.chatstore.bench.data.SampleMessages;
import dev.chatstore.bench.data.StoreFiller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The in-memory store, and plain lists in a map. */
public class MemoryStoreBenchmarks {
    private static final int LIMIT = 20;

    /** A store and a map with the same messages. */
    @State(Scope.Benchmark)
    public static class Memory {
        /** Number of appends after which a new conversation starts and the second last is deleted, to bound the heap. */
        private static final int MAX_LENGTH = 100_000;

        private final ConversationSet conversations = ConversationSet.ofLength(MAX_LENGTH);
        private final ChatStorage storage = ChatStorage.open("memory:");
        private final Map<ConversationId, List<Message>> lists = new ConcurrentHashMap<>();
        private final AtomicLong appends = new AtomicLong();

        /** Fills the store and the map. */
        @Setup
        public void fill() {
            StoreFiller.fill(storage.chats(), conversations);
            for (ConversationId id : conversations.ids()) {
                lists.put(id, new ArrayList<>(storage.chats().recent(id, 1_000)));
            }
        }

        ConversationId nextBounded() {
            long append = appends.getAndIncrement();
            long number = append / MAX_LENGTH;
            if (append % MAX_LENGTH == 0) {
                storage.chats().delete(ConversationId.of("new-" + (number - 2)));
                lists.remove(ConversationId.of("new-" + (number - 2)));
            }
            return ConversationId.of("new-" + number);
        }

        /** Closes the store. */
        @TearDown
        public void close() {
            storage.close();
        }
    }

    /** Reads from the store. */
    @Benchmark
    public List<Message> recent(Memory memory) {
        return memory.storage.chats().recent(memory.conversations.nextId(), LIMIT);
    }

    /** Copies the end of the list. */
    @Benchmark
    public List<Message> copy(Memory memory) {
        List<Message> list = Objects.requireNonNull(memory.lists.get(memory.conversations.nextId()));
        return List.copyOf(list.subList(list.size() - LIMIT, list.size()));
    }

    /** Appends to the store. */
    @Benchmark
    public AppendReceipt append(Memory memory) {
        return memory.storage.chats().append(memory.nextBounded(), SampleMessages.any());
    }

    /** Adds to the list under the lock of its map entry. */
    @Benchmark
    public List<Message> add(Memory memory) {
        NewMessage message = SampleMessages.any();
        return memory.lists.compute(memory.nextBounded(), (id, list) -> {
            List<Message> added = list == null ? new ArrayList<>() : list;
            long sequence = added.size() + 1L;
            added.add(Message.appended(message, sequence, sequence, Instant.now()));
            return added;
        });
    }
}
