package dev.chatstore.api.spi;

import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import java.util.List;

/**
 * Carries what was committed by one process to all others, each change at most once and those of one conversation in
 * their order. It may lose some; then it says so.
 */
public interface ChangeFeed {
    /** What a process does with what comes. */
    interface Receiver {
        /** Takes a change that another process has committed. */
        void changed(Change change);

        /** Takes note that a conversation was changed in a way that was too large to send. */
        default void missed(ConversationId conversation) {
            gap();
        }

        /** Takes note that changes may have been lost: whatever is known may be old from before now. */
        void gap();
    }

    /**
     * Sends changes to the other processes, in their order.
     *
     * @throws dev.chatstore.api.UnavailableException if they may not have been sent; others find out that they miss some
     */
    void publish(List<Change> changes);

    /**
     * Begins to receive; one receiver for the life of the feed. The first that it is told is a gap, once it hears.
     *
     * @param receiver is called by one thread at a time
     */
    void receive(Receiver receiver);

    /** Returns whether it hears the others, as far as it can tell. */
    boolean isHearing();
}
