package dev.chatstore.bench;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The in-memory store, and plain lists in a map. */
public class MemoryStoreBenchmarks {
    /** A store and a map with the same messages. */
    @State(Scope.Benchmark)
    public static class Memory {
        /** Number of appends after which a new conversation starts and the second last is deleted, to bound the heap. */
        private static final int MAX_LENGTH = 100_000;

        /** The conversations to read from. */
        @Param("ONE_OF_10")
        public Conversations conversations;

        /** Maximum number of messages to read. */
        @Param("20")
        public int limit;

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

        ConversationId next() {
            return conversations.ids().get(conversations.next());
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
        return memory.storage.chats().recent(memory.next(), memory.limit);
    }

    /** Copies the end of the list. */
    @Benchmark
    public List<Message> copy(Memory memory) {
        List<Message> list = Objects.requireNonNull(memory.lists.get(memory.next()));
        return List.copyOf(list.subList(Math.max(0, list.size() - memory.limit), list.size()));
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

    /** Appends to the store concurrently. */
    @Benchmark
    @OperationsPerInvocation(ThreadTeam.OPERATIONS)
    public void appendConcurrently(Memory memory, ThreadTeam team) throws InterruptedException, ExecutionException {
        team.run(() -> append(memory));
    }

    /** Adds to the list concurrently. */
    @Benchmark
    @OperationsPerInvocation(ThreadTeam.OPERATIONS)
    public void addConcurrently(Memory memory, ThreadTeam team) throws InterruptedException, ExecutionException {
        team.run(() -> add(memory));
    }
}
