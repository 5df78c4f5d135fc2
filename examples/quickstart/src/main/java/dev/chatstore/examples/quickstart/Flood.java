package dev.chatstore.examples.quickstart;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Slice;
import java.util.List;

/**
 * Message after message, each told of as soon as it is durable: something to kill. It is a conversation of its own,
 * under its own tenant, so that it cannot be mistaken for what somebody said.
 */
final class Flood {
    static final String STORED = "stored #";

    private static final int MESSAGES = 100_000;
    private static final int PAGE = 1_000;

    private final ChatStore chats;
    private final ConversationId id;

    Flood(ChatStore chats, String user) {
        this.chats = chats;
        this.id = ConversationId.of("flood", user);
    }

    /** Begins anew and writes until all is written, somebody else writes too, or nobody reads what is told. */
    void write(Screen screen) {
        chats.delete(id);
        AppendReceipt last = chats.append(id, message(1));
        for (int i = 2; i <= MESSAGES && screen.isRead(); i++) {
            screen.line(STORED + last.lastSequence());
            last = chats.append(Append.of(id, message(i)).expecting(last.version()));
        }
        screen.line(STORED + last.lastSequence());
    }

    /**
     * Reads all of it back, and returns how many messages there are.
     *
     * @throws IllegalStateException if one is missing, or not what or where it was
     */
    long count() {
        long last = 0;
        List<Message> page = chats.history(id, Slice.oldest(PAGE));
        while (!page.isEmpty()) {
            for (Message message : page) {
                last++;
                if (message.sequence() != last || !message.text().equals(text(last))) {
                    throw new IllegalStateException("message " + last + " of the flood is not where it was put");
                }
            }
            page = chats.history(id, Slice.after(last, PAGE));
        }
        long told = chats.find(id).map(Conversation::messageCount).orElse(0L);
        if (told != last) {
            throw new IllegalStateException("the flood has " + last + " messages, and " + told + " were counted");
        }
        return last;
    }

    void delete() {
        chats.delete(id);
    }

    private static NewMessage message(long number) {
        return NewMessage.user(text(number));
    }

    private static String text(long number) {
        return "wave number " + number;
    }
}
