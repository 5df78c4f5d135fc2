package dev.chatstore.jdbi.append;

import dev.chatstore.api.ConversationId;
import dev.chatstore.jdbi.sql.ColumnWriter;
import org.jspecify.annotations.Nullable;

/**
 * The head of a conversation after the appends of a group.
 *
 * @param id the conversation
 * @param version its new version
 * @param messages the number of messages that it gains
 * @param lastSequence the sequence of its newest message
 * @param tokens the number of tokens that it gains
 * @param owner its owner if the group creates it, or null
 */
// Six components: the columns that an append writes.
record AppendedHead(
        ConversationId id,
        long version,
        long messages,
        long lastSequence,
        long tokens,
        @Nullable String owner) {
    /** Returns the sum of what a conversation gains by this and by what follows. */
    AppendedHead plus(AppendedHead next) {
        return new AppendedHead(
                id,
                version + next.version,
                messages + next.messages,
                lastSequence + next.lastSequence,
                tokens + next.tokens,
                owner);
    }

    void writeTo(ColumnWriter row) {
        row.text("tenant", id.tenant())
                .text("conversation", id.value())
                .number("version", version)
                .number("messages", messages)
                .number("last_sequence", lastSequence)
                .number("tokens", tokens)
                .text("owner", owner);
    }
}
