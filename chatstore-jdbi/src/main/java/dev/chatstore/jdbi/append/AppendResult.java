package dev.chatstore.jdbi.append;

import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.AppendRefusal;
import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ConversationId;

/**
 * What became of an append.
 *
 * @param outcome the outcome for the caller
 * @param isNew whether the append created the conversation
 */
record AppendResult(AppendOutcome outcome, boolean isNew) {
    /** Returns the result of an append to a conversation that existed, or of one that was refused. */
    static AppendResult of(AppendOutcome outcome) {
        return new AppendResult(outcome, false);
    }

    static AppendResult refused(ConversationId id, ChatStoreException reason) {
        return of(new AppendRefusal(id, reason));
    }
}
