package dev.chatstore.api;

import java.time.Duration;

/**
 * Marks messages that a cache returned although they may be older than the configured bound, because the durable store
 * cannot be reached. Stores return such lists only if {@code cache.when-down=serve} is set. A list of messages that a
 * store returns is marked with this interface, or it is as recent as the caller asked for:
 *
 * <pre>{@code
 * List<Message> recent = chats.recent(id, 20);
 * if (recent instanceof Unconfirmed old) {
 *     // Newer messages may exist: this is what the store had that long ago.
 *     show(recent, old.age());
 * }
 * }</pre>
 */
public interface Unconfirmed {
    /** Returns how long ago the messages were known to be what the durable store has. */
    Duration age();
}
