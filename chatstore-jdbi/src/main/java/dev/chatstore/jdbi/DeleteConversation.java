package dev.chatstore.jdbi;

import dev.chatstore.api.ConversationId;
import java.util.concurrent.atomic.AtomicBoolean;

/** Removes a conversation with everything that hangs on it, and leaves its key and version to be remembered. */
final class DeleteConversation {
    private final Engine engine;

    DeleteConversation(Engine engine) {
        this.engine = engine;
    }

    /** Returns whether the conversation was there, be it that an earlier try whose reply was lost removed it. */
    boolean run(ConversationId id) {
        AtomicBoolean found = new AtomicBoolean();
        return engine.transactions().write((handle, again) -> {
            int heads = engine.update(handle, Sql.DELETE_CONVERSATION, id)
                    .bind("now", Micros.of(engine.now()))
                    .execute();
            if (heads > 0) {
                engine.update(handle, Sql.DELETE_PROFILE, id).execute();
                engine.update(handle, Sql.DELETE_CONVERSATION_REVISIONS, id).execute();
                engine.update(handle, Sql.DELETE_MESSAGES, id).execute();
            }
            found.set(heads > 0 || (again && found.get()));
            return found.get();
        });
    }
}
