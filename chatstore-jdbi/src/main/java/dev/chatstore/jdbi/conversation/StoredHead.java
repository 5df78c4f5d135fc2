package dev.chatstore.jdbi.conversation;

import dev.chatstore.api.Conversation;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * A conversation, whose numbers are those of all its messages, and how many of these are in segments: the oldest ones. The
 * others have rows.
 */
public record StoredHead(Conversation conversation, long inSegments) {
    /** Reads a row of the fragment {@code conversation_columns}. */
    public static StoredHead read(ResultSet row, StatementContext context) throws SQLException {
        return new StoredHead(ConversationMapper.INSTANCE.map(row, context), ConversationMapper.inSegments(row));
    }

    /** Returns the number of messages that have rows. */
    public long rows() {
        return conversation.messageCount() - inSegments;
    }

    /** Returns the sequence of the first message that has a row. */
    public long firstRow() {
        return conversation.firstSequence() + inSegments;
    }
}
