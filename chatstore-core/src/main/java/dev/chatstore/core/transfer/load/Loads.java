package dev.chatstore.core.transfer.load;

import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.LoadOutcome;
import dev.chatstore.core.backend.BackgroundThreads;
import dev.chatstore.core.backend.DeferredInterrupt;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Loads conversations, two calls at the same time, in threads of its own that the first call starts. For one thread.
 */
public final class Loads implements AutoCloseable {
    private static final int CALLS = 2;

    private final ConversationLoader loader;
    private final Consumer<Loaded> settle;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private @Nullable ExecutorService threads;

    /**
     * Creates an object without calls.
     *
     * @param settle receives what each call has loaded, as soon as it is awaited
     */
    public Loads(ConversationLoader loader, Consumer<Loaded> settle) {
        this.loader = loader;
        this.settle = settle;
    }

    private record Pending(
            List<NewConversation> conversations, Set<ConversationId> ids, Future<List<LoadOutcome>> outcomes) {}

    /**
     * What was loaded.
     *
     * @param conversations the conversations of one call
     * @param outcomes their outcomes
     * @param error the reason for which none was loaded, or null
     */
    public record Loaded(
            List<NewConversation> conversations,
            List<LoadOutcome> outcomes,
            @Nullable ChatStoreException error) {}

    /** Returns whether a conversation is in a call that was not returned yet. */
    public boolean has(ConversationId id) {
        return pending.stream().anyMatch(call -> call.ids().contains(id));
    }

    /** Returns whether there are calls that were not returned yet. */
    public boolean arePending() {
        return !pending.isEmpty();
    }

    /** Begins to load conversations once there is room for a call. */
    public void begin(List<NewConversation> conversations) {
        List<ConversationSnapshot> snapshots = snapshots(conversations);
        while (pending.size() == CALLS
                || (arePending() && pending.element().outcomes().isDone())) {
            await();
        }
        ExecutorService running = threads;
        if (running == null) {
            running = Executors.newFixedThreadPool(CALLS, BackgroundThreads.named("chatstore-import"));
            threads = running;
        }
        Set<ConversationId> ids =
                snapshots.stream().map(ConversationSnapshot::id).collect(Collectors.toSet());
        pending.add(new Pending(conversations, ids, running.submit(() -> loader.load(snapshots))));
    }

    /** Loads conversations in this thread. */
    public void load(List<NewConversation> conversations) {
        settle.accept(loadedHere(conversations));
    }

    private Loaded loadedHere(List<NewConversation> conversations) {
        try {
            return new Loaded(conversations, loader.load(snapshots(conversations)), null);
        } catch (ChatStoreException e) {
            return new Loaded(conversations, List.of(), e);
        }
    }

    private List<ConversationSnapshot> snapshots(List<NewConversation> conversations) {
        Instant now = loader.now();
        return conversations.stream()
                .map(conversation -> conversation.snapshot(now))
                .toList();
    }

    /** Waits for all calls, also after one that fails: what is durable counts. */
    public void awaitAll() {
        while (arePending()) {
            try {
                await();
            } catch (RuntimeException | Error e) {
                awaitAllAfter(e);
                throw e;
            }
        }
    }

    private void awaitAllAfter(Throwable failure) {
        try {
            awaitAll();
        } catch (RuntimeException | Error e) {
            if (!e.equals(failure)) {
                failure.addSuppressed(e);
            }
        }
    }

    private void await() {
        settle.accept(result(pending.remove()));
    }

    private static Loaded result(Pending first) {
        try (DeferredInterrupt interrupt = DeferredInterrupt.begin()) {
            while (true) {
                try {
                    return new Loaded(first.conversations(), first.outcomes().get(), null);
                } catch (InterruptedException e) {
                    interrupt.caught();
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ChatStoreException error) {
                return new Loaded(first.conversations(), List.of(), error.copy());
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("a load of conversations failed", e.getCause());
        }
    }

    @Override
    public void close() {
        if (threads != null) {
            threads.shutdown();
        }
    }
}
