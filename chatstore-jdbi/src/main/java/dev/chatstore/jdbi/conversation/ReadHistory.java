package dev.chatstore.jdbi.conversation;

import dev.chatstore.api.ConflictException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.Slice;
import dev.chatstore.core.backend.MissedMessages;
import dev.chatstore.jdbi.sql.Sql;
import dev.chatstore.jdbi.sql.SqlHandle;
import dev.chatstore.jdbi.sql.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads messages, oldest first. Safe for use by several threads. */
public final class ReadHistory {
    private final Transactions transactions;

    /** Creates the operations on a database. */
    public ReadHistory(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Returns the messages of a slice. */
    public List<Message> slice(ConversationId id, Slice slice) {
        return Collections.unmodifiableList(transactions.read(sql -> slice(sql, id, slice)));
    }

    private static List<Message> slice(SqlHandle sql, ConversationId id, Slice slice) {
        if (slice instanceof Slice.PathTo path) {
            return sql.query(Sql.HISTORY_PATH, id)
                    .bind("leaf", path.leaf() == Slice.PathTo.NEWEST ? null : (Long) path.leaf())
                    .bind("limit", path.limit())
                    .map(new MessageMapper(id))
                    .list();
        }
        if (slice instanceof Slice.RepliesTo replies) {
            return sql.query(Sql.HISTORY_REPLIES, id)
                    .bind("parent", replies.parent())
                    .bind("next", Math.max(replies.parent(), replies.parent() + 1))
                    .bind("after", replies.afterSequence())
                    .bind("limit", replies.limit())
                    .map(new MessageMapper(id))
                    .list();
        }
        if (slice instanceof Slice.After after) {
            return read(sql, Sql.HISTORY_AFTER, id, after.sequence(), after.limit());
        }
        Slice.Before before = (Slice.Before) slice;
        List<Message> messages = read(sql, Sql.HISTORY_BEFORE, id, before.sequence(), before.limit());
        Collections.reverse(messages);
        return messages;
    }

    private static List<Message> read(SqlHandle sql, Sql statement, ConversationId id, long sequence, int limit) {
        return sql.query(statement, id)
                .bind("sequence", sequence)
                .bind("limit", limit)
                .scanResultSet((rows, context) -> messages(id, rows, context));
    }

    /** Reads all rows in a plain loop: on this hot path an iterator of mapped rows costs measurably more. */
    private static List<Message> messages(ConversationId id, Supplier<ResultSet> rows, StatementContext context)
            throws SQLException {
        try (context) {
            MessageMapper mapper = new MessageMapper(id);
            List<Message> messages = new ArrayList<>();
            for (ResultSet row = rows.get(); row.next(); ) {
                messages.add(mapper.map(row, context));
            }
            return messages;
        }
    }

    /** Returns the message at a sequence, or empty if it does not exist. */
    public Optional<Message> find(ConversationId id, long sequence) {
        return transactions.read(sql -> find(sql, id, sequence));
    }

    /** Returns the content of a message that exists, as it is stored. */
    static StoredContent stored(SqlHandle sql, ConversationId id, long sequence) {
        return sql.query(Sql.HISTORY_AFTER, id)
                .bind("sequence", sequence - 1)
                .bind("limit", 1)
                .map((row, context) -> MessageMapper.stored(row))
                .one();
    }

    static Optional<Message> find(SqlHandle sql, ConversationId id, long sequence) {
        if (sequence < 1) {
            return Optional.empty();
        }
        // The next one comes in the place of one that was removed.
        return read(sql, Sql.HISTORY_AFTER, id, sequence - 1, 1).stream()
                .filter(message -> message.sequence() == sequence)
                .findFirst();
    }

    /** Returns the message with an id of the caller's, or empty if it does not exist. */
    public Optional<Message> find(ConversationId id, String messageId) {
        return transactions.read(sql -> find(sql, id, messageId));
    }

    static Optional<Message> find(SqlHandle sql, ConversationId id, String messageId) {
        return sql.query(Sql.SELECT_MESSAGE_BY_ID, id)
                .bind("id", messageId)
                .map(new MessageMapper(id))
                .findOne();
    }

    /** Returns the newest revisions of a message, oldest first. */
    public List<Message> revisions(ConversationId id, long sequence) {
        return transactions.read(sql -> {
            List<Message> revisions = sql.query(Sql.SELECT_REVISIONS, id)
                    .bind("sequence", sequence)
                    .bind("limit", Slice.MAX_LIMIT)
                    .map(new MessageMapper(id))
                    .list();
            Collections.reverse(revisions);
            return Collections.unmodifiableList(revisions);
        });
    }

    /** Returns the conflict of a writer that expected another version than a head has, with the messages it missed. */
    public static ConflictException conflict(
            SqlHandle sql, ConversationId id, long expectedVersion, ConversationHead head) {
        List<Message> newest = head.exists()
                ? slice(sql, id, Slice.before(head.lastSequence() + 1, MissedMessages.TO_READ))
                : List.of();
        return MissedMessages.conflict(id, expectedVersion, head.visibleVersion(), newest);
    }
}
