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

/** A thread of a load: a writer or a reader that makes one call after another. */
final class LoadThread {
    /** Long enough that servers and clients can share few processors, and that the recorded reads fit in memory. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

    private static final long PAUSE_AFTER_FAILURE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final int thread;
    private final ChatStore chats;
    private final HistoryChecker checker;
    private final LoadCounters counters;
    private final SplittableRandom random;
    private final BooleanSupplier isStopping;

    LoadThread(int thread, ChatStore chats, HistoryChecker checker, LoadCounters counters, BooleanSupplier isStopping) {
        this.thread = thread;
        this.chats = chats;
        this.checker = checker;
        this.counters = counters;
        this.random = new SplittableRandom(thread);
        this.isStopping = isStopping;
    }

    void write() {
        untilStopped(call -> {
            boolean withIds = random.nextBoolean();
            // A first append finds no row to lock, which is a different path through the store and the database.
            ConversationId id = random.nextInt(16) > 0 ? anyConversation() : ConversationId.of(thread + "/" + call);
            Append append = Append.of(
                    id,
                    IntStream.rangeClosed(0, random.nextInt(3))
                            .mapToObj(i -> FaultLoad.TEXT + thread + "/" + call + "/" + i)
                            .map(text -> NewMessage.user(text).withId(withIds ? text : null))
                            .toList());
            if (random.nextInt(8) > 0) {
                send(append, withIds);
            } else {
                version(append.conversation()).ifPresent(version -> send(append.expecting(version), withIds));
            }
        });
    }

    void read() {
        untilStopped(call -> {
            ConversationId id = anyConversation();
            int limit = 1 + random.nextInt(20);
            Slice slice = random.nextInt(4) > 0 ? Slice.newest(limit) : Slice.after(random.nextInt(5_000), limit);
            attempt(() -> checker.history(chats, id, slice)).ifPresent(messages -> counters.read(thread));
        });
    }

    /** One call or several related calls, numbered from 0. */
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
            counters.failed(e);
        }
    }

    private Optional<Long> version(ConversationId id) {
        return attempt(() -> chats.find(id).map(Conversation::version).orElse(0L));
    }

    /** Sends an append. If it has ids and its outcome is unknown, sends it again until the outcome is known. */
    private void send(Append append, boolean withIds) {
        boolean isKnown = hasKnownOutcome(append);
        if (isKnown) {
            return;
        }
        while (withIds && !isKnown && !isStopping.getAsBoolean()) {
            isKnown = hasKnownOutcome(append);
        }
        if (isKnown) {
            counters.settled();
        } else {
            counters.unknown();
        }
    }

    private boolean hasKnownOutcome(Append append) {
        try {
            return attempt(() -> checker.append(chats, append))
                    .map(receipt -> {
                        counters.acknowledged(thread);
                        return true;
                    })
                    .orElse(false);
        } catch (ConflictException e) {
            if (append.expectedVersion() == null) {
                throw e;
            }
            counters.conflict(append);
            return true;
        }
    }

    /** Returns the result of the call, or empty if the store is unavailable. */
    private <T> Optional<T> attempt(Supplier<T> call) {
        long start = System.nanoTime();
        try {
            return Optional.of(call.get());
        } catch (UnavailableException e) {
            counters.unavailable(thread, e);
        } finally {
            counters.tookSince(start);
        }
        LockSupport.parkNanos(random.nextLong(PAUSE_AFTER_FAILURE_NANOS));
        return Optional.empty();
    }

    private ConversationId anyConversation() {
        return FaultLoad.conversation(random.nextInt(FaultLoad.CONVERSATIONS));
    }
}
