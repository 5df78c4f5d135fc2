package dev.chatstore.core.transfer.sql;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A query of messages, whose first column is the conversation. Its rows are ordered by the conversation, and within it as the
 * messages are.
 *
 * @param all the query of all conversations
 * @param one the query of one conversation, which is its parameter
 * @param position the column that is null for a conversation without messages, or null if there is none
 * @param owner the column of the conversation's owner, or null if there is none
 */
public record SqlQuery(
        String all,
        String one,
        @Nullable String position,
        @Nullable String owner) {
    private static final String ONE = "WHERE ";

    /** Returns the query of a text, whose line that begins with {@code WHERE} is for one conversation only. */
    public static SqlQuery of(String sql) {
        return new SqlQuery(
                sql.lines().filter(line -> !line.startsWith(ONE)).collect(Collectors.joining("\n")),
                sql,
                "message_position",
                "conversation_owner");
    }
}
