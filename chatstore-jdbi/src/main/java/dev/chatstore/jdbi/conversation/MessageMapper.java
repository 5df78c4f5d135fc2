package dev.chatstore.jdbi.conversation;

import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.Role;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.core.codec.Json;
import dev.chatstore.jdbi.sql.SelectList;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Reads a message from the fragment {@code message_columns}. */
final class MessageMapper implements RowMapper<Message> {
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
    private static final int CREATED = COLUMNS.position("created_micros");
    private static final int EDITED = COLUMNS.position("edited_micros");
    private static final int REDACTED = COLUMNS.position("redacted");

    static final MessageMapper INSTANCE = new MessageMapper();

    private MessageMapper() {}

    @Override
    public Message map(ResultSet row, StatementContext context) throws SQLException {
        long sequence = row.getLong(SEQUENCE);
        return new Message(
                sequence,
                row.getLong(VERSION),
                row.getString(ID),
                role(row.getString(ROLE)),
                row.getString(AUTHOR),
                row.getString(TEXT),
                Json.readAttachments(row.getString(ATTACHMENTS)),
                Json.readObject(row.getString(METADATA)),
                orElse(row, PARENT, sequence - 1),
                row.getLong(TOKENS),
                row.getInt(REVISION),
                Micros.toInstant(row.getLong(CREATED)),
                instantOrNull(row, EDITED),
                row.getInt(REDACTED) != 0);
    }

    private static Role role(String label) {
        try {
            return Role.of(label);
        } catch (InvalidInputException e) {
            throw new CorruptDataException(
                    "a message has an unknown role: its row is damaged, or a newer version of the library wrote it",
                    null);
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
