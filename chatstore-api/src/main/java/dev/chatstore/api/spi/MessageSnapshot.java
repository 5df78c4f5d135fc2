package dev.chatstore.api.spi;

import dev.chatstore.api.Message;
import java.util.List;

/**
 * All that a store holds of a message.
 *
 * @param message the message in its current revision
 * @param earlier its earlier revisions from the first one on, all of them; none of a redacted message, which has lost them
 */
public record MessageSnapshot(Message message, List<Message> earlier) {
    /** Creates the snapshot. The list is copied. */
    public MessageSnapshot {
        earlier = List.copyOf(earlier);
    }

    /** Creates the snapshot of a message that was never edited, or was redacted. */
    public MessageSnapshot(Message message) {
        this(message, List.of());
    }

    /** Returns the ids and numbers, without the texts. */
    @Override
    public String toString() {
        return "MessageSnapshot[message=" + message + ", earlier=" + earlier.size() + "]";
    }
}
