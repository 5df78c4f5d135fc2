package dev.chatstore.jdbi;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Profile;
import dev.chatstore.core.codec.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads a conversation from the columns that every statement on conversations selects, in their order. */
final class ConversationMapper implements RowMapper<Conversation> {
    static final ConversationMapper INSTANCE = new ConversationMapper();

    private ConversationMapper() {}

    // The compiler loses the annotation inside the type of a compact constructor's parameter, here the metadata's.
    @Override
    @SuppressWarnings("NullAway")
    public Conversation map(ResultSet row, StatementContext context) throws SQLException {
        return new Conversation(
                new ConversationId(row.getString(1), row.getString(2)),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                new Profile(
                        row.getString(7),
                        row.getString(11),
                        row.getString(12),
                        row.getString(13),
                        Json.readObject(row.getString(14))),
                row.getInt(8) != 0,
                Micros.toInstant(row.getLong(9)),
                Micros.toInstant(row.getLong(10)));
    }
}
