package dev.chatstore.jdbi;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.core.codec.Json;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * A new message as it stands in its table.
 *
 * @param id the conversation
 * @param sequence its place
 * @param version the version that its append makes
 * @param message what was given
 * @param parent the message it follows, or null for the one right before
 * @param fingerprint what tells it from another with the same id, or null without an id
 * @param token the token of its append, or null
 */
// Seven components: the row of a message, but for what the message itself says.
record MessageRow(
        ConversationId id,
        long sequence,
        long version,
        NewMessage message,
        @Nullable Long parent,
        @Nullable Long fingerprint,
        @Nullable Long token) {
    void bindTo(SqlStatement<?> statement) {
        statement
                .bind("tenant", id.tenant())
                .bind("conversation", id.value())
                .bind("sequence", sequence)
                .bind("version", version)
                .bind("id", message.id())
                .bind("role", message.role().label())
                .bind("author", message.author())
                .bind("text", message.text())
                .bind("attachments", Json.write(message.attachments()))
                .bind("metadata", Json.write(message.metadata()))
                .bind("parent", parent)
                .bind("tokens", message.tokens())
                .bind("fingerprint", fingerprint)
                .bind("token", token);
    }

    /** Adds it to rows; what may be long comes last, as some databases look for each column from the row's beginning. */
    void addTo(Rows rows) {
        rows.add(
                id.tenant(),
                id.value(),
                sequence,
                version,
                message.id(),
                message.role().label(),
                message.author(),
                parent,
                message.tokens(),
                fingerprint,
                token,
                message.text(),
                Json.write(message.attachments()),
                Json.write(message.metadata()));
    }
}
