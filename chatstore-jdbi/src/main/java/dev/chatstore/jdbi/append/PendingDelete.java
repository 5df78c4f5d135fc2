package dev.chatstore.jdbi.append;

import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ConversationId;
import org.jspecify.annotations.Nullable;

/** The removal of a conversation. It is queued with the appends, so that those before it are removed with it. */
final class PendingDelete extends PendingWrite {
    private final ConversationId id;
    private boolean existed;
    private @Nullable ChatStoreException failure;

    PendingDelete(ConversationId id) {
        this.id = id;
    }

    ConversationId id() {
        return id;
    }

    void succeed(boolean existed) {
        this.existed = existed;
    }

    /**
     * Returns whether the conversation existed.
     *
     * @throws ChatStoreException if the removal failed
     */
    boolean existed() {
        if (failure != null) {
            throw failure;
        }
        return existed;
    }

    @Override
    void fail(ChatStoreException reason) {
        failure = reason;
    }

    @Override
    int messages() {
        return 0;
    }

    @Override
    long characters() {
        return 0;
    }
}
