package dev.chatstore.jdbi;

import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.Role;
import dev.chatstore.core.codec.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Reads a message from the columns that every statement on messages selects, in their order. */
final class MessageMapper implements RowMapper<Message> {
    static final MessageMapper INSTANCE = new MessageMapper();

    private MessageMapper() {}

    @Override
    public Message map(ResultSet row, StatementContext context) throws SQLException {
        long sequence = row.getLong(1);
        return new Message(
                sequence,
                row.getLong(2),
                row.getString(3),
                role(row.getString(4)),
                row.getString(5),
                row.getString(6),
                Json.readAttachments(row.getString(7)),
                Json.readObject(row.getString(8)),
                orElse(row, 9, sequence - 1),
                row.getLong(10),
                row.getInt(11),
                Micros.toInstant(row.getLong(12)),
                instantOrNull(row, 13),
                row.getInt(14) != 0);
    }

    private static Role role(String label) {
        try {
            return Role.of(label);
        } catch (InvalidInputException e) {
            throw new CorruptDataException("a stored role is none that is known", null);
        }
    }

    static long orElse(ResultSet row, int column, long absent) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? absent : value;
    }

    static @Nullable Instant instantOrNull(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : Micros.toInstant(value);
    }
}
