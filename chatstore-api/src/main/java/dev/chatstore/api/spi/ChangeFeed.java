package dev.chatstore.api.spi;

import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import java.util.List;

/**
 * Delivers the changes that one process committed to all other processes: each change at most once, and those of one
 * conversation in their order. It may lose changes; then it reports a gap.
 */
public interface ChangeFeed {
    /** Receives what the feed delivers. */
    interface Receiver {
        /** Receives a change that another process committed. */
        void changed(Change change);

        /** Is called when a conversation changed in a way that was too large to send. */
        default void missed(ConversationId conversation) {
            gap();
        }

        /** Is called when changes may have been lost: everything known so far may be outdated. */
        void gap();
    }

    /**
     * Sends changes to the other processes, in their order.
     *
     * @throws dev.chatstore.api.UnavailableException if the changes may not have been sent; the other processes detect
     *     that they miss some
     */
    void publish(List<Change> changes);

    /** Is called in place of {@link #publish} for changes that are not sent: the other processes detect that they miss some. */
    void lose();

    /**
     * Starts to receive. A feed has one receiver for its whole life. The first event is a gap, as soon as the feed is
     * connected.
     *
     * @param receiver is called by one thread at a time
     */
    void receive(Receiver receiver);

    /** Returns whether the feed receives the other processes, as far as it can tell. */
    boolean isHearing();
}
