package dev.chatstore.api.spi;

import dev.chatstore.api.ChatStore;

/**
 * An open backend: the durable store that alone decides. Its stores may take for granted that limits on sizes were
 * checked and that it is open.
 */
public interface Backend extends AutoCloseable {
    /** Returns the store of conversations, always the same. */
    ChatStore chats();

    /** Returns the store of sessions, always the same. */
    SessionBackend sessions();

    /** Closes what the backend opened, and nothing else; closing again does nothing. */
    @Override
    void close();
}
