package dev.chatstore.jdbi;

import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ConversationId;
import org.jspecify.annotations.Nullable;

/** The removal of a conversation, which stands in the same queue as appends so that those before it go with it. */
final class PendingDelete extends PendingWrite {
    private final ConversationId id;
    private boolean found;
    private @Nullable ChatStoreException failure;

    PendingDelete(ConversationId id) {
        this.id = id;
    }

    ConversationId id() {
        return id;
    }

    void succeed(boolean found) {
        this.found = found;
    }

    /** Returns whether the conversation was there. */
    boolean found() {
        if (failure != null) {
            throw failure;
        }
        return found;
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
