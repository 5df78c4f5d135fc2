package dev.chatstore.jdbi.conversation;

import dev.chatstore.api.Attachment;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.Role;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.core.codec.Json;
import dev.chatstore.core.codec.Unreadable;
import dev.chatstore.jdbi.sql.SelectList;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Reads a message of one conversation from the fragment {@code message_columns}. */
public final class MessageMapper implements RowMapper<Message> {
    private static final SelectList COLUMNS = new SelectList("message_columns");
    private static final int SEQUENCE = COLUMNS.position("sequence");
    private static final int VERSION = COLUMNS.position("version");
    private static final int ID = COLUMNS.position("id");
    private static final int ROLE = COLUMNS.position("role");
    private static final int AUTHOR = COLUMNS.position("author");
    private static final int TEXT = COLUMNS.position("text");
    private static final int ATTACHMENTS = COLUMNS.position("attachments");
    private static final int METADATA = COLUMNS.position("metadata");
    private static final int PARENT = COLUMNS.position("parent");
    private static final int TOKENS = COLUMNS.position("tokens");
    private static final int REVISION = COLUMNS.position("revision");
    private static final int SAID = COLUMNS.position("said_micros");
    private static final int CREATED = COLUMNS.position("created_micros");
    private static final int EDITED = COLUMNS.position("edited_micros");
    private static final int REDACTED = COLUMNS.position("redacted");

    private final ConversationId id;

    /** Creates the mapper for messages of a conversation. */
    public MessageMapper(ConversationId id) {
        this.id = id;
    }

    @Override
    public Message map(ResultSet row, StatementContext context) throws SQLException {
        long sequence = row.getLong(SEQUENCE);
        Instant created = Micros.toInstant(row.getLong(CREATED));
        Instant said = instantOrNull(row, SAID);
        Role role = roleOrNull(row.getString(ROLE));
        List<Attachment> attachments = Json.readAttachmentsOrNull(row.getString(ATTACHMENTS));
        Map<String, @Nullable Object> metadata = Json.readObjectOrNull(row.getString(METADATA));
        Message message = new Message(
                sequence,
                row.getLong(VERSION),
                row.getString(ID),
                role == null ? Role.SYSTEM : role,
                row.getString(AUTHOR),
                row.getString(TEXT),
                attachments == null ? List.of() : attachments,
                metadata == null ? Map.of() : metadata,
                orElse(row, PARENT, sequence - 1),
                row.getLong(TOKENS),
                row.getInt(REVISION),
                created,
                said == null ? created : said,
                instantOrNull(row, EDITED),
                row.getInt(REDACTED) != 0,
                List.of());
        return role == null || attachments == null || metadata == null
                ? Unreadable.message(id, message, role, attachments, metadata)
                : message;
    }

    /** Returns the content of a row as it is stored. */
    static StoredContent stored(ResultSet row) throws SQLException {
        return new StoredContent(row.getString(ATTACHMENTS), row.getString(METADATA));
    }

    private static @Nullable Role roleOrNull(String label) {
        try {
            return Role.of(label);
        } catch (InvalidInputException e) {
            return null;
        }
    }

    private static long orElse(ResultSet row, int column, long absent) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? absent : value;
    }

    private static @Nullable Instant instantOrNull(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : Micros.toInstant(value);
    }
}
