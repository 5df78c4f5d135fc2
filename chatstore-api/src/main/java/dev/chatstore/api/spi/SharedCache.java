package dev.chatstore.api.spi;

/** A cache that processes on many machines share in front of one durable store. */
public interface SharedCache extends AutoCloseable {
    /** Returns the cache of conversations, always the same one. */
    ConversationCache conversations();

    /** Returns the cache of sessions, always the same one. */
    SessionCache sessions();

    /** Returns the feed of changes, always the same one. */
    ChangeFeed feed();

    /** Closes what the cache opened, and nothing else. Closing again has no effect. */
    @Override
    void close();
}
