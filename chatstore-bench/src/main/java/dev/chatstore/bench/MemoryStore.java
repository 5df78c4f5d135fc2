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

/** The in-memory store, and lists in a map. */
public class MemoryStore {
    /** Both, holding the same. */
    @State(Scope.Benchmark)
    public static class Memory {
        /** After how many appends a new conversation is begun and the last but one removed, lest the heap fill up. */
        private static final int LONGEST = 100_000;

        /** What is read from. */
        @Param("ONE_OF_10")
        public Conversations conversations;

        /** How many messages are read at most. */
        @Param("20")
        public int limit;

        private final ChatStorage storage = ChatStorage.open("memory:");
        private final Map<ConversationId, List<Message>> lists = new ConcurrentHashMap<>();
        private final AtomicLong turns = new AtomicLong();

        /** Fills both. */
        @Setup
        public void fill() {
            Stores.fill(storage.chats(), conversations);
            for (ConversationId id : conversations.ids()) {
                lists.put(id, new ArrayList<>(storage.chats().recent(id, 1_000)));
            }
        }

        ConversationId next() {
            return conversations.ids().get(conversations.next());
        }

        ConversationId nextNew() {
            long turn = turns.getAndIncrement();
            long number = turn / LONGEST;
            if (turn % LONGEST == 0) {
                storage.chats().delete(ConversationId.of("new-" + (number - 2)));
                lists.remove(ConversationId.of("new-" + (number - 2)));
            }
            return ConversationId.of("new-" + number);
        }

        /** Removes both. */
        @TearDown
        public void close() {
            storage.close();
        }
    }

    /** Reads by the store. */
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

    /** Appends by the store. */
    @Benchmark
    public AppendReceipt append(Memory memory) {
        return memory.storage.chats().append(memory.nextNew(), Texts.any());
    }

    /** Adds to the list, which the map holds meanwhile. */
    @Benchmark
    public List<Message> add(Memory memory) {
        NewMessage message = Texts.any();
        return memory.lists.compute(memory.nextNew(), (id, list) -> {
            List<Message> added = list == null ? new ArrayList<>() : list;
            long sequence = added.size() + 1L;
            added.add(new Message(
                    sequence,
                    sequence,
                    null,
                    message.role(),
                    null,
                    message.text(),
                    List.of(),
                    Map.of(),
                    sequence - 1,
                    0,
                    1,
                    Instant.now(),
                    null,
                    false));
            return added;
        });
    }

    /** Appends by the store, by many threads. */
    @Benchmark
    @OperationsPerInvocation(Crowd.OPERATIONS)
    public void appendByMany(Memory memory, Crowd crowd) throws InterruptedException, ExecutionException {
        crowd.run(() -> append(memory));
    }

    /** Adds to the list, by many threads. */
    @Benchmark
    @OperationsPerInvocation(Crowd.OPERATIONS)
    public void addByMany(Memory memory, Crowd crowd) throws InterruptedException, ExecutionException {
        crowd.run(() -> add(memory));
    }
}
