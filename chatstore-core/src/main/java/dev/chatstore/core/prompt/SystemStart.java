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

    /** More ways to begin than people try. */
    private static final int MAX_WAYS = 16;

    static SystemStart of(ChatStore chats, ConversationId id, PathBack path) {
        if (path.reachesStart()) {
            return new SystemStart(run(path.untaken()));
        }
        if (path.isTrimmed()) {
            // Of what is left, only the path itself tells where it begins.
            List<Message> oldest = chats.history(id, Slice.oldest(1));
            boolean mayBegin = oldest.stream().anyMatch(SystemStart::isInstruction);
            return new SystemStart(mayBegin ? run(path.start(MAX_MESSAGES)) : List.of());
        }
        List<Message> start = new ArrayList<>();
        long parent = 0;
        while (start.size() < MAX_MESSAGES) {
            List<Message> replies = chats.history(id, Slice.repliesTo(parent, MAX_WAYS));
            List<Message> ways =
                    replies.stream().filter(message -> isBefore(message, path)).toList();
            boolean areAll = ways.size() < MAX_WAYS;
            if (areAll && ways.stream().noneMatch(SystemStart::isInstruction)) {
                break;
            }
            if (ways.size() > 1) {
                // Only the path itself tells which of several ways is its own.
                return new SystemStart(run(path.start(MAX_MESSAGES)));
            }
            start.add(ways.get(0));
            parent = ways.get(0).sequence();
        }
        return new SystemStart(List.copyOf(start));
    }

    /** Returns whether a path may go through a message. The conversation may have been begun again since it was read. */
    private static boolean isBefore(Message message, PathBack path) {
        Message later = path.oldest();
        return later != null && message.version() <= later.version() && message.sequence() < later.sequence();
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
