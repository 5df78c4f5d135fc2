package dev.chatstore.testkit;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.Page;
import java.util.ArrayList;
import java.util.List;

/** Reads lists of conversations page by page. */
public final class Listings {
    private Listings() {}

    /** Returns the names on all pages of a query, in their order. */
    public static List<String> names(ChatStore chats, ConversationQuery query) {
        List<String> names = new ArrayList<>();
        Page<Conversation> page = chats.list(query);
        page.items().forEach(conversation -> names.add(conversation.id().value()));
        while (page.next() != null) {
            page = chats.list(query.from(page.next()));
            page.items().forEach(conversation -> names.add(conversation.id().value()));
        }
        return names;
    }
}
