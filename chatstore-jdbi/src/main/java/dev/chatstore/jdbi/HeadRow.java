package dev.chatstore.jdbi;

import dev.chatstore.api.ConversationId;

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
    void writeTo(ColumnWriter row) {
        row.text("tenant", id.tenant())
                .text("conversation", id.value())
                .number("version", version)
                .number("messages", messages)
                .number("last_sequence", lastSequence)
                .number("tokens", tokens);
    }
}
