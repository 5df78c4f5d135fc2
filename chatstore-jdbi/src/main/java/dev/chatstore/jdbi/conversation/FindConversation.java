package dev.chatstore.jdbi.conversation;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.ConversationQuery.Archived;
import dev.chatstore.api.ConversationQuery.Order;
import dev.chatstore.api.Page;
import dev.chatstore.api.spi.Cursor;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.core.codec.StoredProfile;
import dev.chatstore.jdbi.sql.Sql;
import dev.chatstore.jdbi.sql.SqlHandle;
import dev.chatstore.jdbi.sql.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/** Finds conversations: one, a page of them, or their number. Safe for use by several threads. */
public final class FindConversation {
    /** The unit of the column active_day. */
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private final Transactions transactions;

    /** Creates the operations on a database. */
    public FindConversation(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Returns a conversation, or empty if it does not exist. */
    public Optional<Conversation> one(ConversationId id) {
        return transactions.read(sql -> one(sql, id));
    }

    /** Returns a conversation with the number of its messages in segments, or empty if it does not exist. */
    public static Optional<StoredHead> head(SqlHandle sql, ConversationId id) {
        return sql.query(Sql.SELECT_CONVERSATION, id).map(StoredHead::read).findOne();
    }

    Optional<Conversation> one(SqlHandle sql, ConversationId id) {
        return sql.query(Sql.SELECT_CONVERSATION, id)
                .map(ConversationMapper.INSTANCE)
                .findOne();
    }

    /** Returns the profile of a conversation that exists, as it is stored. */
    StoredProfile stored(SqlHandle sql, ConversationId id) {
        return sql.query(Sql.SELECT_CONVERSATION, id)
                .map((row, context) -> ConversationMapper.stored(row))
                .one();
    }

    /** Returns a page of conversations, newest first. */
    public Page<Conversation> page(ConversationQuery query) {
        Order order = query.order();
        Cursor from = Cursor.decode(order, query.cursor());
        List<Conversation> found = transactions.read(sql -> {
            long time = from == null ? Long.MAX_VALUE : Micros.of(from.time());
            Query page = select(sql, query, pageOf(query)).bind("id", from == null ? "" : from.value());
            if (order == Order.CREATED) {
                page.bind("created", time);
            } else {
                page.bind("active", time);
                if (query.owner() == null) {
                    page.bind("day", from == null ? Integer.MAX_VALUE : time / MICROS_PER_DAY);
                }
            }
            return page.bind("limit", query.limit() + 1)
                    .map(ConversationMapper.INSTANCE)
                    .list();
        });
        if (found.size() <= query.limit()) {
            return new Page<>(found, null);
        }
        Conversation last = found.get(query.limit() - 1);
        Instant time = order == Order.CREATED ? last.created() : last.lastActivity();
        String next = new Cursor(order, time, last.id().value()).encode();
        return new Page<>(found.subList(0, query.limit()), next);
    }

    private static Sql pageOf(ConversationQuery query) {
        if (query.order() == Order.CREATED) {
            return query.owner() == null ? Sql.LIST_BY_TENANT : Sql.LIST_BY_OWNER;
        }
        return query.owner() == null ? Sql.LIST_ACTIVE_BY_TENANT : Sql.LIST_ACTIVE_BY_OWNER;
    }

    /** Returns the number of conversations that a query selects. */
    public long count(ConversationQuery query) {
        Sql count = query.owner() == null ? Sql.COUNT_BY_TENANT : Sql.COUNT_BY_OWNER;
        return transactions.read(
                sql -> select(sql, query, count).mapTo(Long.class).one());
    }

    private static Query select(SqlHandle sql, ConversationQuery query, Sql statement) {
        Query select = sql.query(statement).bind("tenant", query.tenant()).bind("archived", code(query.archived()));
        return query.owner() == null ? select : select.bind("owner", query.owner());
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
