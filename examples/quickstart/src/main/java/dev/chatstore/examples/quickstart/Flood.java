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
 * Writes messages as fast as possible and prints each one as soon as it is durable, until the process is killed. The
 * messages are in their own conversation and tenant.
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

    /** Deletes the conversation and writes until all messages are written, another process writes too, or the output is closed. */
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
     * Reads all messages and returns their number.
     *
     * @throws IllegalStateException if a message is missing or wrong
     */
    long count() {
        long last = 0;
        List<Message> page = chats.history(id, Slice.oldest(PAGE));
        while (!page.isEmpty()) {
            for (Message message : page) {
                last++;
                if (message.sequence() != last || !message.text().equals(text(last))) {
                    throw new IllegalStateException("message " + last + " of the flood is missing or wrong");
                }
            }
            page = chats.history(id, Slice.after(last, PAGE));
        }
        long counted = chats.find(id).map(Conversation::messageCount).orElse(0L);
        if (counted != last) {
            throw new IllegalStateException("the flood has " + last + " messages, but a message count of " + counted);
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
