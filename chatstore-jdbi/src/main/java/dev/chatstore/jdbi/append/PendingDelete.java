package dev.chatstore.jdbi.append;

import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.jdbi.conversation.DeleteConversation.Removal;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The removal of a conversation. It is queued with the appends, so that those before it are removed with it. */
final class PendingDelete extends PendingWrite {
    private final ConversationId id;
    private final @Nullable Long expectedVersion;
    private Removal removal = new Removal(false, false);
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

    void succeed(Removal result) {
        removal = result;
    }

    /**
     * Returns what became of the conversation.
     *
     * @throws ChatStoreException if the removal failed
     */
    Removal removal() {
        if (failure != null) {
            throw failure.copy();
        }
        return removal;
    }

    @Override
    void fail(ChatStoreException reason) {
        failure = reason;
    }

    @Override
    Stream<ConversationId> conversations() {
        return Stream.of(id);
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
