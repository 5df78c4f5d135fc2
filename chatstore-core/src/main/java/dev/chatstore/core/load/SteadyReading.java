package dev.chatstore.core.load;

import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import java.util.Optional;

/** Reads conversations that others change meanwhile. */
public final class SteadyReading {
    /** How often a conversation is read that changes while it is read. */
    private static final int ATTEMPTS = 20;

    private SteadyReading() {}

    /** What is done with all messages of a conversation. */
    public interface Reading<E extends Exception> {
        /**
         * Reads a conversation to its end.
         *
         * @throws UnavailableException if it changes meanwhile, or the store is out of reach
         */
        void read(ConversationSnapshot conversation) throws E;
    }

    /**
     * Reads a conversation, and again if it changes meanwhile: where each is as it was at a moment of its own, and where a part
     * of it was outside of the store and is gone. Returns it as it was read, or empty if it was deleted or has left the scope.
     *
     * @throws UnavailableException if it changes each time, or the store is out of reach
     */
    public static <E extends Exception> Optional<ConversationSnapshot> readWhole(
            StoreSnapshot snapshot, StoreScope scope, ConversationSnapshot first, Reading<E> reading) throws E {
        Optional<ConversationSnapshot> found = Optional.of(first);
        for (int attempt = 1; found.isPresent(); attempt++) {
            try {
                reading.read(found.get());
                return found;
            } catch (UnavailableException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
            // Fails by itself if it is the store that is out of reach.
            found = snapshot.find(first.id()).filter(again -> scope.includes(again.head()));
        }
        return Optional.empty();
    }
}
