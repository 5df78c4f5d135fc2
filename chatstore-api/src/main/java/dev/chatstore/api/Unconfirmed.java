package dev.chatstore.api;

import java.time.Duration;

/**
 * Marks messages that a cache gave although it may be late by more than the configured bound, because the durable store
 * cannot be reached. A list of messages that a store returns is one of these, or it is as new as was asked for:
 *
 * <pre>{@code
 * List<Message> recent = chats.recent(id, 20);
 * if (recent instanceof Unconfirmed old) {
 *     // These stood in the store that long ago; more may have been said since.
 *     show(recent, old.age());
 * }
 * }</pre>
 */
public interface Unconfirmed {
    /** Returns how long ago this was known to be what the durable store has. */
    Duration age();
}
