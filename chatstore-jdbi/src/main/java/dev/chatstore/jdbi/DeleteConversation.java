package dev.chatstore.jdbi;

import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Removes a conversation with everything that hangs on it, and leaves its key and version to be remembered. */
final class DeleteConversation {
    private final Engine engine;
    private final HeldHeads heldHeads;

    DeleteConversation(Engine engine, HeldHeads heldHeads) {
        this.engine = engine;
        this.heldHeads = heldHeads;
    }

    /** Returns whether the conversation was there, be it that an earlier try whose reply was lost removed it. */
    boolean run(ConversationId id) {
        AtomicReference<@Nullable Long> removed = new AtomicReference<>();
        engine.transactions().write((handle, again) -> {
            Head head = heldHeads.hold(handle, id);
            if (head.present()) {
                remove(handle, id);
                removed.set(head.version() + 1);
            } else if (!again) {
                removed.set(null);
            }
            return head;
        });
        Long version = removed.get();
        if (version != null) {
            engine.committed().accept(new Change.Removed(id, version));
        }
        return version != null;
    }

    private void remove(Handle handle, ConversationId id) {
        engine.update(handle, Sql.DELETE_CONVERSATION, id)
                .bind("now", Micros.of(engine.now()))
                .execute();
        engine.update(handle, Sql.DELETE_PROFILE, id).execute();
        engine.update(handle, Sql.DELETE_CONVERSATION_REVISIONS, id).execute();
        engine.update(handle, Sql.DELETE_MESSAGES, id).execute();
    }
}
