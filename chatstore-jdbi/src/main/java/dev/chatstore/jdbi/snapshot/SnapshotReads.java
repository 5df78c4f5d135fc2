package dev.chatstore.jdbi.snapshot;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.spi.ForgottenMessage;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.jdbi.conversation.FindConversation;
import dev.chatstore.jdbi.conversation.MessageMapper;
import dev.chatstore.jdbi.conversation.StoredHead;
import dev.chatstore.jdbi.sql.PageSize;
import dev.chatstore.jdbi.sql.ReadTransaction;
import dev.chatstore.jdbi.sql.Sql;
import dev.chatstore.jdbi.sql.SqlHandle;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The statements of a snapshot about conversations. Safe for use by several threads. */
final class SnapshotReads {
    /** Archived or not. */
    private static final int ANY = -1;

    private final ReadTransaction transaction;

    SnapshotReads(ReadTransaction transaction) {
        this.transaction = transaction;
    }

    Optional<StoredHead> head(ConversationId id) {
        return transaction.read(sql -> FindConversation.head(sql, id));
    }

    /** Returns the next heads of a scope after one: those of an owner from the newest on, others in key order. */
    List<HeadRow> heads(StoreScope scope, @Nullable HeadRow last, PageSize size) {
        return transaction.read(
                sql -> (scope.owner() == null ? query(sql, scope, last) : ofOwner(sql, scope, scope.owner(), last))
                        .bind("limit", size.begin())
                        .setFetchSize(transaction.fetchSize())
                        .scanResultSet((rows, context) -> heads(rows, context, size)));
    }

    private static Query query(SqlHandle sql, StoreScope scope, @Nullable HeadRow last) {
        Query query = scope.tenant() == null
                ? sql.query(Sql.SNAPSHOT_HEADS).bind("tenant", last == null ? "" : last.tenant())
                : sql.query(Sql.SNAPSHOT_HEADS_OF_TENANT).bind("tenant", scope.tenant());
        return query.bind("conversation", last == null ? "" : last.value());
    }

    /** In the order of the index: in another one, each page would sort all of the owner's conversations. */
    private static Query ofOwner(SqlHandle sql, StoreScope scope, String owner, @Nullable HeadRow last) {
        return sql.query(Sql.LIST_BY_OWNER)
                .bind("tenant", scope.tenant())
                .bind("owner", owner)
                .bind("archived", ANY)
                .bind("created", last == null ? Long.MAX_VALUE : last.created())
                .bind("id", last == null ? "" : last.value());
    }

    private static List<HeadRow> heads(Supplier<ResultSet> rows, StatementContext context, PageSize size)
            throws SQLException {
        try (context) {
            List<HeadRow> heads = new ArrayList<>();
            for (ResultSet row = rows.get(); row.next(); ) {
                HeadRow head = HeadRow.read(row, context);
                heads.add(head);
                if (size.isFullAfter(head.bytes())) {
                    break;
                }
            }
            return heads;
        }
    }

    /** Returns messages from a conversation on, of all conversations of its tenant or of all tenants. */
    MessagePage messagesFrom(ConversationId first, boolean ofTenant, PageSize size) {
        return transaction.read(sql -> {
            Sql statement = ofTenant ? Sql.SNAPSHOT_MESSAGES_OF_TENANT : Sql.SNAPSHOT_MESSAGES;
            List<MessageRow> rows = sql.query(statement, first)
                    .bind("sequence", 0L)
                    .bind("limit", size.begin())
                    .setFetchSize(transaction.fetchSize())
                    .scanResultSet(new MessageRows(size)::read);
            return page(sql, rows, size.end());
        });
    }

    /** Returns messages of one conversation after a sequence. */
    MessagePage messagesOf(ConversationId id, long after, PageSize size) {
        return transaction.read(sql -> {
            List<MessageRow> rows = sql.query(Sql.HISTORY_AFTER, id)
                    .bind("sequence", after)
                    .bind("limit", size.begin())
                    .setFetchSize(transaction.fetchSize())
                    .scanResultSet((found, context) -> messages(id, found, context, size));
            return page(sql, rows, size.end());
        });
    }

    /** Returns what is kept of removed messages of a conversation after a sequence. */
    List<ForgottenMessage> forgotten(Conversation head, long after, int limit) {
        return transaction.read(sql -> sql.query(Sql.SELECT_FORGOTTEN, head.id())
                .bind("after", after)
                .bind("first", head.firstSequence())
                .bind("limit", limit)
                .map((row, context) -> forgotten(row))
                .list());
    }

    private static ForgottenMessage forgotten(ResultSet row) throws SQLException {
        long fingerprint = row.getLong("fingerprint");
        Long compared = row.wasNull() ? null : (Long) fingerprint;
        return new ForgottenMessage(row.getLong("sequence"), row.getLong("version"), row.getString("id"), compared);
    }

    private static List<MessageRow> messages(
            ConversationId id, Supplier<ResultSet> rows, StatementContext context, PageSize size) throws SQLException {
        try (context) {
            MessageMapper mapper = new MessageMapper(id);
            List<MessageRow> page = new ArrayList<>();
            for (ResultSet row = rows.get(); row.next(); ) {
                MessageRow read = new MessageRow(id, mapper.map(row, context));
                page.add(read);
                if (size.isFullAfter(read.bytes())) {
                    break;
                }
            }
            return page;
        }
    }

    private MessagePage page(SqlHandle sql, List<MessageRow> rows, boolean more) {
        return new MessagePage(rows, Revisions.of(rows, sql, transaction.fetchSize()), more);
    }

    /** Returns a message whose revisions do not fit into a page. */
    MessageSnapshot withRevisions(MessageRow row) {
        List<Message> revisions = transaction.read(sql -> sql.query(Sql.SELECT_REVISIONS, row.id())
                .bind("sequence", row.message().sequence())
                .bind("limit", Integer.MAX_VALUE)
                .map(new MessageMapper(row.id()))
                .list());
        // The newest is the message itself.
        List<Message> earlier = new ArrayList<>(revisions.subList(Math.min(1, revisions.size()), revisions.size()));
        Collections.reverse(earlier);
        return new MessageSnapshot(row.message(), earlier);
    }
}
