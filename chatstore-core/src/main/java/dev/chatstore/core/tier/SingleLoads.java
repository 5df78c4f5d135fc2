package dev.chatstore.core.tier;

import dev.chatstore.api.ConversationId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One loader per conversation: who comes while it is being loaded waits for that. A change ends this: who comes after it
 * does not share what may have been read before it.
 */
final class SingleLoads {
    private final ConcurrentMap<ConversationId, CompletableFuture<@Nullable CachedWindow>> flights =
            new ConcurrentHashMap<>();

    /** Returns what the loader returns, or throws what it throws, which another thread may run at this moment. */
    @Nullable CachedWindow load(ConversationId id, Supplier<@Nullable CachedWindow> loader) {
        CompletableFuture<@Nullable CachedWindow> own = new CompletableFuture<>();
        CompletableFuture<@Nullable CachedWindow> other = flights.putIfAbsent(id, own);
        if (other != null) {
            return joined(other);
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

    /** First of all nobody joins any more: however late its waiters are told, it was not read any later. */
    private CompletableFuture<@Nullable CachedWindow> end(
            ConversationId id, CompletableFuture<@Nullable CachedWindow> flight) {
        flights.remove(id, flight);
        return flight;
    }

    private static @Nullable CachedWindow joined(CompletableFuture<@Nullable CachedWindow> flight) {
        try {
            return flight.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Lets nobody join any more what is being loaded of a conversation. */
    void close(ConversationId id) {
        flights.remove(id);
    }
}
