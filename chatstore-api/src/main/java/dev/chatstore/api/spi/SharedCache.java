package dev.chatstore.api.spi;

import dev.chatstore.api.Change;
import java.time.Duration;
import java.util.List;

/** A cache that processes on many machines share in front of one durable store. */
public interface SharedCache extends AutoCloseable {
    /** Returns the cache of conversations, always the same one. */
    ConversationCache conversations();

    /** Returns the cache of sessions, always the same one. */
    SessionCache sessions();

    /** Returns the feed of changes, always the same one. */
    ChangeFeed feed();

    /**
     * Applies changes to the cache of conversations and then sends them to the other processes: {@link
     * ConversationCache#apply} and {@link ChangeFeed#publish}, of which neither prevents the other. A cache that can keep
     * this order within one round trip makes one of it.
     *
     * @throws dev.chatstore.api.UnavailableException if one of the two may not have been done
     */
    default void tell(List<Change> changes, Duration age) {
        try {
            conversations().apply(changes, age);
        } finally {
            feed().publish(changes);
        }
    }

    /** Closes what the cache opened, and nothing else. Closing again has no effect. */
    @Override
    void close();
}
