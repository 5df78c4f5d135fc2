package dev.chatstore.bench.life;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.bench.data.ConversationSet;
import dev.chatstore.bench.data.SampleMessages;
import dev.chatstore.bench.measure.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;

/** Threads that append one message after the other to 1,000 conversations, which they choose at random. */
final class Writers implements AutoCloseable {
    private static final ConversationSet CONVERSATIONS = ConversationSet.random("active", 1, 1_000);

    private final int size;
    private final ExecutorService threads;
    private final ExecutorService runs = Executors.newSingleThreadExecutor();

    Writers(int size) {
        this.size = size;
        threads = Executors.newFixedThreadPool(size);
    }

    /** Returns the conversations that they append to. */
    static List<ConversationId> conversations() {
        return CONVERSATIONS.ids();
    }

    /** Appends alone for a time. */
    WriterSlice alone(ChatStore chats, Duration time) throws InterruptedException, ExecutionException {
        AtomicBoolean over = new AtomicBoolean();
        LongAdder appends = new LongAdder();
        List<Future<?>> writing = begin(chats, over, appends);
        long before = appends.sum();
        long began = System.nanoTime();
        Timer.SYSTEM.pause(time);
        WriterSlice slice = new WriterSlice(appends.sum() - before, System.nanoTime() - began, 0, 0);
        end(writing, over);
        return slice;
    }

    /**
     * Appends while a run is under way, for a time or until the run has ended.
     *
     * @param run runs until a condition holds, and returns the number of messages that it moved or removed
     */
    WriterSlice nextTo(ChatStore chats, Duration time, ToLongFunction<BooleanSupplier> run)
            throws InterruptedException, ExecutionException {
        AtomicBoolean over = new AtomicBoolean();
        LongAdder appends = new LongAdder();
        List<Future<?>> writing = begin(chats, over, appends);
        long before = appends.sum();
        long began = System.nanoTime();
        Future<Long> running = runs.submit(() -> run.applyAsLong(over::get));
        try {
            running.get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            // The slice ends before the run.
        }
        long nanos = System.nanoTime() - began;
        long appended = appends.sum() - before;
        over.set(true);
        long messages = running.get();
        WriterSlice slice = new WriterSlice(appended, nanos, messages, System.nanoTime() - began);
        end(writing, over);
        return slice;
    }

    /** Returns when all threads have appended once. */
    private List<Future<?>> begin(ChatStore chats, AtomicBoolean over, LongAdder appends) throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(size);
        List<Future<?>> writing = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            writing.add(threads.submit(() -> {
                try {
                    chats.append(CONVERSATIONS.nextId(), SampleMessages.any());
                } finally {
                    ready.countDown();
                }
                while (!over.get()) {
                    chats.append(CONVERSATIONS.nextId(), SampleMessages.any());
                    appends.increment();
                }
            }));
        }
        ready.await();
        return writing;
    }

    private static void end(List<Future<?>> writing, AtomicBoolean over)
            throws InterruptedException, ExecutionException {
        over.set(true);
        for (Future<?> writer : writing) {
            writer.get();
        }
    }

    @Override
    public void close() {
        threads.shutdown();
        runs.shutdown();
    }
}
