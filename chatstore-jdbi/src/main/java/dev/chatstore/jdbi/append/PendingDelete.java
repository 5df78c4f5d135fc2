package dev.chatstore.jdbi.append;

import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ConversationId;
import org.jspecify.annotations.Nullable;

/** The removal of a conversation. It is queued with the appends, so that those before it are removed with it. */
final class PendingDelete extends PendingWrite {
    private final ConversationId id;
    private final @Nullable Long expectedVersion;
    private boolean existed;
    private @Nullable ChatStoreException failure;

    PendingDelete(ConversationId id, @Nullable Long expectedVersion) {
        this.id = id;
        this.expectedVersion = expectedVersion;
    }

    ConversationId id() {
        return id;
    }

    @Nullable Long expectedVersion() {
        return expectedVersion;
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
            throw failure.copy();
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
