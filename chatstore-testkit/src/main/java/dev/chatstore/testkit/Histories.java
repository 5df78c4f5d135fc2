package dev.chatstore.testkit;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.Slice;
import java.util.ArrayList;
import java.util.List;

/** Reads conversations of any length. */
final class Histories {
    private Histories() {}

    static List<Message> all(ChatStore chats, ConversationId id) {
        return forward(chats, id, Slice.MAX_LIMIT);
    }

    static List<Message> forward(ChatStore chats, ConversationId id, int limit) {
        List<Message> all = new ArrayList<>();
        List<Message> part = chats.history(id, Slice.oldest(limit));
        while (!part.isEmpty()) {
            all.addAll(part);
            part = chats.history(id, Slice.after(all.get(all.size() - 1).sequence(), limit));
        }
        return all;
    }

    static List<Message> backward(ChatStore chats, ConversationId id, int limit) {
        List<Message> all = new ArrayList<>();
        List<Message> part = chats.recent(id, limit);
        while (!part.isEmpty()) {
            all.addAll(0, part);
            part = chats.history(id, Slice.before(all.get(0).sequence(), limit));
        }
        return all;
    }

    static List<String> texts(List<Message> messages) {
        return messages.stream().map(Message::text).toList();
    }

    static List<Long> sequences(List<Message> messages) {
        return messages.stream().map(Message::sequence).toList();
    }
}
