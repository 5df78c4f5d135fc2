package dev.chatstore.core.retention;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.ConversationQuery.Archived;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.Page;
import dev.chatstore.core.lease.WorkTurn;
import java.util.function.Consumer;

/** Reads the heads of conversations in pages by position, so that what is removed in between moves none. */
final class HeadPages {
    /** A bound of the memory, since each head may have a large system prompt. */
    private static final int SIZE = 100;

    private final ChatStore chats;
    private final WorkTurn turn;

    HeadPages(ChatStore chats, WorkTurn turn) {
        this.chats = chats;
        this.turn = turn;
    }

    /** Passes each conversation of a query, archived ones included, and what cannot be read. */
    void forEach(ConversationQuery query, Consumer<Conversation> heads, Consumer<CorruptDataException> unreadable) {
        ConversationQuery next = query.withArchived(Archived.INCLUDED).withLimit(SIZE);
        Page<Conversation> page;
        do {
            turn.check();
            page = chats.list(next);
            page.items().forEach(heads);
            page.unreadable().forEach(unreadable);
            next = next.from(page.next());
        } while (page.next() != null);
    }
}
