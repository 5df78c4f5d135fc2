package dev.chatstore.core.transfer;

import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.LoadOutcome;
import dev.chatstore.core.backend.BackgroundThreads;
import dev.chatstore.core.backend.DeferredInterrupt;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Loads conversations, two calls at the same time: one in a thread of its own, which is started when a second call is
 * likely, and one in the thread of the import. For one thread.
 */
final class Loads implements AutoCloseable {
    private final ConversationLoader loader;
    private @Nullable ExecutorService thread;
    private @Nullable Pending pending;

    Loads(ConversationLoader loader) {
        this.loader = loader;
    }

    private record Pending(List<NewConversation> conversations, Future<List<LoadOutcome>> outcomes) {}

    /**
     * What was loaded.
     *
     * @param conversations the conversations of one call
     * @param outcomes their outcomes
     * @param error the reason for which none was loaded, or null
     */
    record Loaded(
            List<NewConversation> conversations,
            List<LoadOutcome> outcomes,
            @Nullable ChatStoreException error) {}

    ConversationLoader loader() {
        return loader;
    }

    /** Returns whether a call has begun that was not returned yet. */
    boolean arePending() {
        return pending != null;
    }

    /** Begins to load conversations, and returns what was loaded meanwhile, if anything. */
    List<Loaded> begin(List<NewConversation> conversations) {
        Pending earlier = pending;
        if (earlier != null && !earlier.outcomes().isDone()) {
            Loaded own = load(conversations);
            return List.of(await(), own);
        }
        List<Loaded> loaded = earlier == null ? List.of() : List.of(await());
        ExecutorService running = thread;
        if (running == null) {
            running = Executors.newSingleThreadExecutor(BackgroundThreads.named("chatstore-import"));
            thread = running;
        }
        List<ConversationSnapshot> snapshots = snapshots(conversations);
        pending = new Pending(conversations, running.submit(() -> loader.load(snapshots)));
        return loaded;
    }

    /** Loads conversations in this thread. */
    Loaded load(List<NewConversation> conversations) {
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

    /** Waits for the call that is pending, and returns what it loaded. */
    Loaded await() {
        Pending waited = Objects.requireNonNull(pending);
        pending = null;
        try (DeferredInterrupt interrupt = DeferredInterrupt.begin()) {
            while (true) {
                try {
                    return new Loaded(waited.conversations(), waited.outcomes().get(), null);
                } catch (InterruptedException e) {
                    interrupt.caught();
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ChatStoreException error) {
                return new Loaded(waited.conversations(), List.of(), error.copy());
            }
            throw new IllegalStateException("a load of conversations failed", e.getCause());
        }
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.shutdown();
        }
    }
}
