package dev.chatstore.core.transfer;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.Slice;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares conversations with what a run has announced.
 *
 * @param chats the store
 */
record StoredParts(ChatStore chats) {
    private static final int PAGE = 500;

    /**
     * Returns whether a conversation consists of some of the parts, each whole and as it was appended, and in their order. A
     * part that the store refused was announced too.
     */
    boolean are(Conversation conversation, List<RunLog.Part> expected) {
        if (conversation.messageCount() == 0) {
            return conversation.updated().equals(conversation.created());
        }
        long sequence = 0;
        long version = 0;
        for (RunLog.Part part : expected) {
            if (sequence == conversation.lastSequence()) {
                break;
            }
            if (part.count() > conversation.lastSequence() - sequence) {
                continue;
            }
            List<Message> stored = messages(conversation.id(), sequence, part.count());
            if (isPart(stored, part) && (sequence == 0 || stored.get(0).version() == version + 1)) {
                version = stored.get(stored.size() - 1).version();
                sequence += part.count();
            }
        }
        // A change of the profile raises the version, and no message has it.
        return sequence == conversation.lastSequence() && version == conversation.version();
    }

    private static boolean isPart(List<Message> stored, RunLog.Part part) {
        return !stored.isEmpty()
                && stored.size() == part.count()
                && part.digest().equals(RunLog.digest(stored, message -> String.valueOf(message.id())))
                && stored.stream().allMatch(message -> message.revision() == 1);
    }

    private List<Message> messages(ConversationId id, long after, long count) {
        List<Message> messages = new ArrayList<>();
        while (messages.size() < count) {
            int limit = (int) Math.min(PAGE, count - messages.size());
            List<Message> page = chats.history(id, Slice.after(after + messages.size(), limit));
            if (page.isEmpty()) {
                break;
            }
            messages.addAll(page);
        }
        return messages;
    }
}
