package dev.chatstore.core.transfer.messenger;

import dev.chatstore.core.transfer.source.Digest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the id of a chat that has none of its first two messages: a chat grows, its name and its members change. */
final class FirstMessages {
    private static final int FIRST = 2;

    private final List<String> keys;
    private final Digest digest = new Digest();
    private int count;

    /**
     * Begins without messages.
     *
     * @param keys the keys of what identifies a message
     */
    FirstMessages(String... keys) {
        this.keys = List.of(keys);
    }

    /** Returns whether the messages that were added are enough. */
    boolean isComplete() {
        return count == FIRST;
    }

    /** Adds the next message. Those after the second do not count. */
    void add(Map<String, @Nullable Object> message) {
        if (!isComplete()) {
            keys.forEach(key -> digest.add(String.valueOf(message.get(key))));
            count++;
        }
    }

    String id() {
        return Digest.id(digest.bytes(), 1);
    }
}
