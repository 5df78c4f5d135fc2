package dev.chatstore.core.prompt;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.Role;
import dev.chatstore.api.Slice;
import java.util.ArrayList;
import java.util.List;

/**
 * The system messages that a path begins with.
 *
 * @param messages the messages, oldest first
 */
record SystemStart(List<Message> messages) {
    /** More instructions than any bot gives, and few enough to ask for them one by one. */
    private static final int MAX_MESSAGES = 16;

    static SystemStart of(ChatStore chats, ConversationId id, PathBack path) {
        if (path.reachesStart()) {
            return new SystemStart(run(path.untaken()));
        }
        List<Message> replies = chats.history(id, Slice.repliesTo(0, 2));
        if (replies.size() != 1) {
            // Only the path itself tells which of several beginnings is its own.
            return new SystemStart(run(path.start(MAX_MESSAGES)));
        }
        List<Message> start = new ArrayList<>();
        while (replies.size() == 1 && belongs(replies.get(0), path) && start.size() < MAX_MESSAGES) {
            Message message = replies.get(0);
            start.add(message);
            replies = chats.history(id, Slice.repliesTo(message.sequence(), 2));
        }
        return new SystemStart(List.copyOf(start));
    }

    /** The conversation may have been deleted and begun again since the path was read. */
    private static boolean belongs(Message message, PathBack path) {
        Message later = path.oldest();
        return isInstruction(message)
                && later != null
                && message.version() <= later.version()
                && message.sequence() < later.sequence();
    }

    private static List<Message> run(List<Message> path) {
        List<Message> run = new ArrayList<>();
        for (Message message : path) {
            if (!isInstruction(message) || run.size() == MAX_MESSAGES) {
                break;
            }
            run.add(message);
        }
        return List.copyOf(run);
    }

    private static boolean isInstruction(Message message) {
        return message.role() == Role.SYSTEM && Shown.isShown(message);
    }

    boolean contains(Message message) {
        return !messages.isEmpty()
                && message.sequence() <= messages.get(messages.size() - 1).sequence();
    }
}
