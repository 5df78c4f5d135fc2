package dev.chatstore.redis.store.form;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.CorruptDataException;
import java.util.function.Supplier;

/** Names the conversation and its part in the error of stored data that cannot be read. */
public final class CorruptParts {
    private CorruptParts() {}

    /**
     * Returns what a read returns.
     *
     * @throws CorruptDataException if the read throws one, with the conversation
     */
    public static <T> T in(ConversationId id, String field, Supplier<T> read) {
        try {
            return read.get();
        } catch (CorruptDataException e) {
            throw e.conversation() == null ? of(id, field, e) : e;
        }
    }

    public static CorruptDataException of(ConversationId id, String field, Throwable cause) {
        return CorruptDataException.ofConversation(
                id, field, "is not in the form in which this library stores it", cause);
    }
}
