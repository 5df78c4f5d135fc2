package dev.chatstore.jdbi.append;

import dev.chatstore.api.ConversationId;
import dev.chatstore.jdbi.sql.ColumnWriter;

/**
 * A new message with its place in the table.
 *
 * @param id the conversation
 * @param sequence the sequence of the message
 * @param version the version of the conversation after the append
 * @param columns the other columns
 */
record NewMessageRow(ConversationId id, long sequence, long version, NewMessageColumns columns) {
    void writeTo(ColumnWriter row) {
        row.text("tenant", id.tenant())
                .text("conversation", id.value())
                .number("sequence", sequence)
                .number("version", version);
        columns.writeTo(row);
    }

    /** Writes the id that messages after a sequence must not have. */
    void writeIdTo(ColumnWriter row, long after) {
        row.text("tenant", id.tenant())
                .text("conversation", id.value())
                .text("id", columns.message().id())
                .number("after", after);
    }

    /** Writes the row that names the message as a reply to its parent. */
    void writeReplyTo(ColumnWriter row) {
        row.text("tenant", id.tenant())
                .text("conversation", id.value())
                .number("parent", columns.parent())
                .number("sequence", sequence);
    }
}
