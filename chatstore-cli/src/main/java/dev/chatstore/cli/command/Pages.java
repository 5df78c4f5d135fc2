package dev.chatstore.cli.command;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All pages of a list of conversations, read one after the other. */
final class Pages {
    private final ChatStore chats;
    private final ConversationQuery query;
    private final List<CorruptDataException> unreadable = new ArrayList<>();

    private Pages(ChatStore chats, ConversationQuery query) {
        this.chats = chats;
        this.query = query;
    }

    static Pages of(ChatStore chats, ConversationQuery query) {
        return new Pages(chats, query);
    }

    /** Hands over one conversation after the other for as long as the receiver wants more; returns whether it took all. */
    boolean forEachWhile(Predicate<Conversation> receiver) {
        @Nullable ConversationQuery next = query;
        while (next != null) {
            Page<Conversation> page = chats.list(next);
            unreadable.addAll(page.unreadable());
            for (Conversation conversation : page.items()) {
                if (!receiver.test(conversation)) {
                    return false;
                }
            }
            next = page.next() == null ? null : next.from(page.next());
        }
        return true;
    }

    /** Returns the errors of what could not be read. */
    List<CorruptDataException> unreadable() {
        return unreadable;
    }
}
