package dev.chatstore.core.memory;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.ConversationQuery.Archived;
import dev.chatstore.api.ConversationQuery.Order;
import dev.chatstore.api.Page;
import dev.chatstore.api.spi.Cursor;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Selects and sorts the conversations of a query. */
final class MemoryListing {
    /** Newest first, then by the code points of the id's value. */
    private static final Comparator<Cursor> NEWEST_FIRST = Comparator.comparing(Cursor::time)
            .thenComparing(cursor -> cursor.value().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned)
            .reversed();

    private final ConversationQuery query;
    private final @Nullable Cursor from;

    MemoryListing(ConversationQuery query) {
        this.query = query;
        from = Cursor.decode(query.order(), query.cursor());
    }

    boolean matches(Conversation conversation) {
        return conversation.id().tenant().equals(query.tenant())
                && (query.owner() == null
                        || query.owner().equals(conversation.profile().owner()))
                && (query.archived() == Archived.INCLUDED
                        || conversation.archived() == (query.archived() == Archived.ONLY));
    }

    /** Returns the conversations of the page, and one more if there is one. */
    List<Conversation> next(Stream<Conversation> conversations) {
        return conversations
                .filter(conversation ->
                        matches(conversation) && (from == null || NEWEST_FIRST.compare(from, cursor(conversation)) < 0))
                .sorted(Comparator.comparing(this::cursor, NEWEST_FIRST))
                .limit(query.limit() + 1L)
                .toList();
    }

    /** Returns the page of those conversations. */
    Page<Conversation> page(List<Conversation> found) {
        if (found.size() <= query.limit()) {
            return new Page<>(found, null);
        }
        List<Conversation> page = found.subList(0, query.limit());
        return new Page<>(page, cursor(page.get(page.size() - 1)).encode());
    }

    private Cursor cursor(Conversation conversation) {
        Instant time = query.order() == Order.CREATED ? conversation.created() : conversation.lastActivity();
        return new Cursor(query.order(), time, conversation.id().value());
    }
}
