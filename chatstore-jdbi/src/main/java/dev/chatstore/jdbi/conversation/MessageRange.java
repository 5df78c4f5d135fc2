package dev.chatstore.jdbi.conversation;

import dev.chatstore.api.ConversationId;
import dev.chatstore.jdbi.sql.Sql;
import dev.chatstore.jdbi.sql.SqlHandle;

/**
 * A range of stored messages.
 *
 * @param after the sequence before the first one
 * @param through the sequence of the last one
 */
public record MessageRange(ConversationId conversation, long after, long through) {
    /** Deletes the messages with their revisions, while the head is locked. */
    public void delete(SqlHandle sql) {
        delete(sql, Sql.DELETE_CONVERSATION_REVISIONS);
        deleteMessages(sql);
    }

    /** Deletes the messages, which have no revisions, while the head is locked. */
    void deleteMessages(SqlHandle sql) {
        delete(sql, Sql.DELETE_MESSAGES);
    }

    /** Deletes revisions of the messages, and returns how many. */
    int deleteRevisions(SqlHandle sql, int limit) {
        return sql.update(Sql.DELETE_SOME_REVISIONS, conversation)
                .bind("after", after)
                .bind("through", through)
                .bind("limit", limit)
                .execute();
    }

    private void delete(SqlHandle sql, Sql statement) {
        sql.update(statement, conversation)
                .bind("after", after)
                .bind("through", through)
                .execute();
    }
}
