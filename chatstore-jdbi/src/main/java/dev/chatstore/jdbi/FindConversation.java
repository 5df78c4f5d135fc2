package dev.chatstore.jdbi;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.ConversationQuery.Archived;
import dev.chatstore.api.Page;
import dev.chatstore.api.spi.Cursor;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Finds conversations: one, or a page of them. */
final class FindConversation {
    private final Engine engine;

    FindConversation(Engine engine) {
        this.engine = engine;
    }

    Optional<Conversation> one(ConversationId id) {
        return engine.transactions().read(handle -> one(handle, id));
    }

    Optional<Conversation> one(Handle handle, ConversationId id) {
        return engine.query(handle, Sql.SELECT_CONVERSATION, id)
                .map(ConversationMapper.INSTANCE)
                .findOne();
    }

    Page<Conversation> page(ConversationQuery query) {
        Cursor from = query.cursor() == null ? null : Cursor.decode(query.cursor());
        List<Conversation> found = engine.transactions().read(handle -> {
            Query statement = query.owner() == null
                    ? engine.query(handle, Sql.LIST_BY_TENANT)
                    : engine.query(handle, Sql.LIST_BY_OWNER).bind("owner", query.owner());
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

    /** Returns what the column has to be, negative where it may be either. */
    private static int code(Archived archived) {
        return switch (archived) {
            case EXCLUDED -> 0;
            case ONLY -> 1;
            case INCLUDED -> -1;
        };
    }
}
