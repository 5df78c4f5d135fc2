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
final class Flights {
    private final ConcurrentMap<ConversationId, CompletableFuture<@Nullable Held>> flights = new ConcurrentHashMap<>();

    /** Returns what the loader returns, or throws what it throws, which another thread may run at this moment. */
    @Nullable Held load(ConversationId id, Supplier<@Nullable Held> loader) {
        CompletableFuture<@Nullable Held> own = new CompletableFuture<>();
        CompletableFuture<@Nullable Held> other = flights.putIfAbsent(id, own);
        if (other != null) {
            return joined(other);
        }
        try {
            Held loaded = loader.get();
            end(id, own).complete(loaded);
            return loaded;
        } catch (RuntimeException | Error e) {
            end(id, own).completeExceptionally(e);
            throw e;
        }
    }

    /** First of all nobody joins any more: however late its waiters are told, it was not read any later. */
    private CompletableFuture<@Nullable Held> end(ConversationId id, CompletableFuture<@Nullable Held> flight) {
        flights.remove(id, flight);
        return flight;
    }

    private static @Nullable Held joined(CompletableFuture<@Nullable Held> flight) {
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
