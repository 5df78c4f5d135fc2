package dev.chatstore.core.cache;

import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.core.window.CachedWindow;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets one thread load a conversation at a time; others that need it meanwhile wait for its result. After a change
 * nobody joins a load that began before, since it may have read the older state.
 */
final class SingleLoads {
    private final ConcurrentMap<ConversationId, CompletableFuture<@Nullable CachedWindow>> loads =
            new ConcurrentHashMap<>();

    /** Returns or throws what the loader does, which another thread may be running. */
    @Nullable CachedWindow load(ConversationId id, Supplier<@Nullable CachedWindow> loader) {
        CompletableFuture<@Nullable CachedWindow> own = new CompletableFuture<>();
        CompletableFuture<@Nullable CachedWindow> other = loads.putIfAbsent(id, own);
        if (other != null) {
            return join(other);
        }
        try {
            CachedWindow loaded = loader.get();
            end(id, own).complete(loaded);
            return loaded;
        } catch (RuntimeException | Error e) {
            end(id, own).completeExceptionally(e);
            throw e;
        }
    }

    /** Removed before it is completed: a thread that joined later would take an older result for a fresh one. */
    private CompletableFuture<@Nullable CachedWindow> end(
            ConversationId id, CompletableFuture<@Nullable CachedWindow> load) {
        loads.remove(id, load);
        return load;
    }

    private static @Nullable CachedWindow join(CompletableFuture<@Nullable CachedWindow> load) {
        try {
            return load.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof ChatStoreException cause) {
                // The original is thrown in the thread that ran the load.
                throw cause.copy();
            }
            // An error of the program in the other thread: this one finds out by itself.
            return null;
        }
    }

    /** Lets no other thread join the running load of a conversation. */
    void detach(ConversationId id) {
        loads.remove(id);
    }
}
