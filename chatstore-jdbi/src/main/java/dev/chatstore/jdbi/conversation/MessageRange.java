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

    /** Deletes the messages, which have no revisions, while the head is locked, and returns 0 if there were none. */
    public int deleteMessages(SqlHandle sql) {
        return delete(sql, Sql.DELETE_MESSAGES);
    }

    /** Returns the newest sequence that has a row, or the one before the range. */
    long newest(SqlHandle sql) {
        return sql.query(Sql.SELECT_NEWEST_LEFT, conversation)
                .bind("after", after)
                .bind("through", through)
                .mapTo(Long.class)
                .findOne()
                .orElse(after);
    }

    /** Returns the tokens of the messages together. */
    long tokens(SqlHandle sql) {
        return sql.query(Sql.SUM_TOKENS, conversation)
                .bind("after", after)
                .bind("through", through)
                .mapTo(Long.class)
                .one();
    }

    /** Removes all but what recognizes messages with an id, while the head is locked. */
    public void forget(SqlHandle sql) {
        delete(sql, Sql.DELETE_CONVERSATION_REVISIONS);
        if (sql.has(Sql.DELETE_REPLIES)) {
            delete(sql, Sql.DELETE_REPLIES);
        }
        delete(sql, Sql.DELETE_NAMELESS_MESSAGES);
        delete(sql, Sql.EMPTY_MESSAGES);
    }

    /** Deletes revisions of the messages, and returns how many. */
    int deleteRevisions(SqlHandle sql, int limit) {
        return sql.update(Sql.DELETE_SOME_REVISIONS, conversation)
                .bind("after", after)
                .bind("through", through)
                .bind("limit", limit)
                .execute();
    }

    private int delete(SqlHandle sql, Sql statement) {
        return sql.update(statement, conversation)
                .bind("after", after)
                .bind("through", through)
                .execute();
    }
}
