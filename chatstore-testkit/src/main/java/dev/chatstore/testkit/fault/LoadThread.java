package dev.chatstore.testkit.fault;

import dev.chatstore.api.Append;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConflictException;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Slice;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.testkit.history.HistoryChecker;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** One thread of a load: a writer or a reader, with calls one after the other. */
final class LoadThread {
    /** So much that servers and clients share few processors without starving each other, and reads fit in memory. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

    private static final long PAUSE_AFTER_REFUSAL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final int thread;
    private final ChatStore chats;
    private final HistoryChecker checker;
    private final LoadCounters tally;
    private final SplittableRandom random;
    private final BooleanSupplier isStopping;

    LoadThread(int thread, ChatStore chats, HistoryChecker checker, LoadCounters tally, BooleanSupplier isStopping) {
        this.thread = thread;
        this.chats = chats;
        this.checker = checker;
        this.tally = tally;
        this.random = new SplittableRandom(thread);
        this.isStopping = isStopping;
    }

    void write() {
        untilStopped(call -> {
            boolean named = random.nextBoolean();
            // A first append meets no row to hold, which is another way through the store and the database.
            ConversationId id = random.nextInt(16) > 0 ? anyConversation() : ConversationId.of(thread + "/" + call);
            Append append = Append.of(
                    id,
                    IntStream.rangeClosed(0, random.nextInt(3))
                            .mapToObj(i -> FaultLoad.TEXT + thread + "/" + call + "/" + i)
                            .map(text -> NewMessage.user(text).withId(named ? text : null))
                            .toList());
            if (random.nextInt(8) > 0) {
                send(append, named);
            } else {
                version(append.conversation()).ifPresent(version -> send(append.expecting(version), named));
            }
        });
    }

    void read() {
        untilStopped(call -> {
            ConversationId id = anyConversation();
            int limit = 1 + random.nextInt(20);
            Slice slice = random.nextInt(4) > 0 ? Slice.newest(limit) : Slice.after(random.nextInt(5_000), limit);
            answer(() -> checker.history(chats, id, slice)).ifPresent(messages -> tally.read(thread));
        });
    }

    /** One call or some that belong together, numbered from 0. */
    private interface Step {
        void run(long call);
    }

    private void untilStopped(Step step) {
        try {
            for (long call = 0; !isStopping.getAsBoolean(); call++) {
                step.run(call);
                LockSupport.parkNanos(random.nextLong(PAUSE_NANOS));
            }
        } catch (RuntimeException | Error e) {
            tally.failed(e);
        }
    }

    private Optional<Long> version(ConversationId id) {
        return answer(() -> chats.find(id).map(Conversation::version).orElse(0L));
    }

    /** Sends an append, and again if it has ids and may be there or not, until that is settled. */
    private void send(Append append, boolean named) {
        boolean isKnown = isAnswered(append);
        if (isKnown) {
            return;
        }
        while (named && !isKnown && !isStopping.getAsBoolean()) {
            isKnown = isAnswered(append);
        }
        if (isKnown) {
            tally.settled();
        } else {
            tally.unknown();
        }
    }

    private boolean isAnswered(Append append) {
        try {
            return answer(() -> checker.append(chats, append))
                    .map(receipt -> {
                        tally.acknowledged(thread);
                        return true;
                    })
                    .orElse(false);
        } catch (ConflictException e) {
            if (append.expectedVersion() == null) {
                throw e;
            }
            tally.conflict(append);
            return true;
        }
    }

    /** Returns what the store answers, or empty if it says that it is unavailable. */
    private <T> Optional<T> answer(Supplier<T> call) {
        long start = System.nanoTime();
        try {
            return Optional.of(call.get());
        } catch (UnavailableException e) {
            tally.unavailable(thread, e);
        } finally {
            tally.tookSince(start);
        }
        LockSupport.parkNanos(random.nextLong(PAUSE_AFTER_REFUSAL_NANOS));
        return Optional.empty();
    }

    private ConversationId anyConversation() {
        return FaultLoad.conversation(random.nextInt(FaultLoad.CONVERSATIONS));
    }
}
