package dev.chatstore.jdbi.conversation;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.ConversationQuery.Archived;
import dev.chatstore.api.Page;
import dev.chatstore.api.spi.Cursor;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.jdbi.sql.Sql;
import dev.chatstore.jdbi.sql.SqlHandle;
import dev.chatstore.jdbi.sql.Transactions;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/** Finds conversations: one, or a page of them. Safe for use by several threads. */
public final class FindConversation {
    private final Transactions transactions;

    /** Creates the operations on a database. */
    public FindConversation(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Returns a conversation, or empty if it does not exist. */
    public Optional<Conversation> one(ConversationId id) {
        return transactions.read(sql -> one(sql, id));
    }

    Optional<Conversation> one(SqlHandle sql, ConversationId id) {
        return sql.query(Sql.SELECT_CONVERSATION, id)
                .map(ConversationMapper.INSTANCE)
                .findOne();
    }

    /** Returns a page of conversations, newest first. */
    public Page<Conversation> page(ConversationQuery query) {
        Cursor from = query.cursor() == null ? null : Cursor.decode(query.cursor());
        List<Conversation> found = transactions.read(sql -> {
            Query statement = query.owner() == null
                    ? sql.query(Sql.LIST_BY_TENANT)
                    : sql.query(Sql.LIST_BY_OWNER).bind("owner", query.owner());
            return statement
                    .bind("tenant", query.tenant())
                    .bind("created", from == null ? Long.MAX_VALUE : Micros.of(from.created()))
                    .bind("id", from == null ? "" : from.value())
                    .bind("archived", code(query.archived()))
                    .bind("limit", query.limit() + 1)
                    .map(ConversationMapper.INSTANCE)
                    .list();
        });
        if (found.size() <= query.limit()) {
            return new Page<>(found, null);
        }
        Conversation last = found.get(query.limit() - 1);
        String next = new Cursor(last.created(), last.id().value()).encode();
        return new Page<>(found.subList(0, query.limit()), next);
    }

    /** Returns the value that the column must have, negative for any. */
    private static int code(Archived archived) {
        return switch (archived) {
            case EXCLUDED -> 0;
            case ONLY -> 1;
            case INCLUDED -> -1;
        };
    }
}
