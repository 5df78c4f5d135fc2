package dev.chatstore.jdbi;

import dev.chatstore.api.ConversationId;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * What a group of appends changes in the head of a conversation.
 *
 * @param id the conversation
 * @param version the version that it has then
 * @param messages how many messages it gains
 * @param lastSequence the sequence of the newest
 * @param tokens how many tokens it gains
 */
record HeadRow(ConversationId id, long version, long messages, long lastSequence, long tokens) {
    void bindTo(SqlStatement<?> statement) {
        statement
                .bind("tenant", id.tenant())
                .bind("conversation", id.value())
                .bind("version", version)
                .bind("messages", messages)
                .bind("lastSequence", lastSequence)
                .bind("tokens", tokens);
    }
}
