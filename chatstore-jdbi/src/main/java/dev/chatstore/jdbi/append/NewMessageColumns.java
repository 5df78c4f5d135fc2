package dev.chatstore.jdbi.append;

import dev.chatstore.api.NewMessage;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.core.codec.Fingerprint;
import dev.chatstore.core.codec.Json;
import dev.chatstore.jdbi.sql.ColumnWriter;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a new message that do not depend on its place in the conversation.
 *
 * @param message the message as it was given
 * @param parent the sequence of the parent, or null for the message right before
 * @param fingerprint distinguishes the message from another with the same id, or null without an id
 * @param writeToken the token of the append, or null
 */
record NewMessageColumns(
        NewMessage message,
        @Nullable Long parent,
        @Nullable Long fingerprint,
        @Nullable Long writeToken) {
    static NewMessageColumns of(NewMessage message, @Nullable Long parent, @Nullable Long writeToken) {
        return new NewMessageColumns(
                message, parent, message.id() == null ? null : Fingerprint.of(message), writeToken);
    }

    /**
     * Writes the columns. Long ones come last, as some databases scan a JSON row from its beginning for each column.
     */
    void writeTo(ColumnWriter row) {
        row.text("id", message.id())
                .text("role", message.role().label())
                .text("author", message.author())
                .number("parent", parent)
                .number("tokens", message.tokens())
                .number("said_micros", message.said() == null ? null : (Long) Micros.of(message.said()))
                .number("fingerprint", fingerprint)
                .number("write_token", writeToken)
                .text("text", message.text())
                .text("attachments", Json.write(message.attachments()))
                .text("metadata", Json.write(message.metadata()));
    }
}
