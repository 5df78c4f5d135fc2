package dev.chatstore.api.spi;

import dev.chatstore.api.ChatStore;
import java.time.Duration;
import java.util.List;

/**
 * An open backend: the durable store that alone decides. Its stores may take for granted that limits on sizes were
 * checked and that it is open.
 */
public interface Backend extends AutoCloseable {
    /**
     * For how long a backend keeps the key and the version of what was removed, so that whatever takes its place goes on
     * from that version and nobody who has seen the old one mistakes the new one for it.
     */
    Duration REMEMBERED = Duration.ofHours(1);

    /** Returns the store of conversations, always the same. */
    ChatStore chats();

    /** Returns the store of sessions, always the same. */
    SessionBackend sessions();

    /**
     * Takes out of storage what was removed or has expired longer ago than it is {@linkplain #REMEMBERED remembered}, and
     * returns how many conversations and sessions that were.
     *
     * @param limit how many of each at most
     */
    int purge(int limit);

    /** Returns how its pools of connections are used, if it has any of its own. It asks nobody for that. */
    default List<PoolUse> pools() {
        return List.of();
    }

    /** Closes what the backend opened, and nothing else; closing again does nothing. */
    @Override
    void close();
}
