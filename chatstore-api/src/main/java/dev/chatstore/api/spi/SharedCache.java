package dev.chatstore.api.spi;

/** What processes on many machines share in front of one durable store. */
public interface SharedCache extends AutoCloseable {
    /** Returns the cache of conversations, always the same. */
    ConversationCache conversations();

    /** Returns the cache of sessions, always the same. */
    SessionCache sessions();

    /** Returns the feed of changes, always the same. */
    ChangeFeed feed();

    /** Closes what the cache opened, and nothing else; closing again does nothing. */
    @Override
    void close();
}
