package dev.chatstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.Slice;
import dev.chatstore.api.spi.ConversationSnapshot;
import java.util.ArrayList;
import java.util.List;

/** Whole histories of conversations. */
public final class Histories {
    private Histories() {}

    /** Returns all messages. */
    public static List<Message> all(ChatStore chats, ConversationId id) {
        return forward(chats, id, Slice.MAX_LIMIT);
    }

    /** Returns all messages, read page by page from the oldest. */
    public static List<Message> forward(ChatStore chats, ConversationId id, int limit) {
        List<Message> all = new ArrayList<>();
        List<Message> part = chats.history(id, Slice.oldest(limit));
        while (!part.isEmpty()) {
            long last = all.isEmpty() ? 0 : all.get(all.size() - 1).sequence();
            assertThat(part.get(0).sequence())
                    .as("the first sequence after %s", last)
                    .isGreaterThan(last);
            all.addAll(part);
            part = chats.history(id, Slice.after(part.get(part.size() - 1).sequence(), limit));
        }
        return all;
    }

    /** Returns all messages, read page by page from the newest. */
    public static List<Message> backward(ChatStore chats, ConversationId id, int limit) {
        List<Message> all = new ArrayList<>();
        List<Message> part = chats.recent(id, limit);
        while (!part.isEmpty()) {
            long first = all.isEmpty() ? Long.MAX_VALUE : all.get(0).sequence();
            assertThat(part.get(part.size() - 1).sequence())
                    .as("the last sequence before %s", first)
                    .isLessThan(first);
            all.addAll(0, part);
            part = chats.history(id, Slice.before(part.get(0).sequence(), limit));
        }
        return all;
    }

    /** Returns the texts of the messages. */
    public static List<String> texts(List<Message> messages) {
        return messages.stream().map(Message::text).toList();
    }

    /** Returns the sequences of the messages. */
    public static List<Long> sequences(List<Message> messages) {
        return messages.stream().map(Message::sequence).toList();
    }

    /** Returns a conversation as it is, under another id. */
    public static ConversationSnapshot renamed(ConversationSnapshot snapshot, ConversationId id) {
        Conversation head = snapshot.head();
        return new ConversationSnapshot(
                new Conversation(
                        id,
                        head.version(),
                        head.messageCount(),
                        head.lastSequence(),
                        head.tokens(),
                        head.profile(),
                        head.archived(),
                        head.created(),
                        head.lastActivity(),
                        head.updated()),
                snapshot.messages(),
                snapshot.forgotten());
    }
}
