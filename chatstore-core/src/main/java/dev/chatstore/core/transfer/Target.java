package dev.chatstore.core.transfer;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.Slice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The conversation that is being brought in. */
final class Target {
    private static final int PAGE = 50;

    private final ConversationId id;
    private final String idPrefix;
    private long lastIndex;
    private boolean absent;
    private @Nullable Long differsAt;

    private Target(ConversationId id, String idPrefix, long lastIndex) {
        this.id = id;
        this.idPrefix = idPrefix;
        this.lastIndex = lastIndex;
    }

    /** Returns a conversation that is not there, until it receives a message. */
    static Target absent(ConversationId id, String idPrefix) {
        Target target = new Target(id, idPrefix, -1);
        target.absent = true;
        return target;
    }

    /**
     * Returns a conversation with what earlier imports have left in it. Messages are stored in the order of their
     * indexes, so the newest imported one has the highest; what came after it from elsewhere is read to get there.
     */
    static Target of(ChatStore chats, Conversation conversation, String idPrefix) {
        long last = -1;
        long before = conversation.lastSequence() + 1;
        // Most often it is the very newest.
        int limit = 1;
        while (last < 0 && before > 1) {
            List<Message> page = chats.history(conversation.id(), Slice.before(before, limit));
            last = page.stream()
                    .mapToLong(message -> index(message, idPrefix))
                    .max()
                    .orElse(-1);
            before = page.isEmpty() ? 0 : page.get(0).sequence();
            limit = PAGE;
        }
        return new Target(conversation.id(), idPrefix, last);
    }

    /** Notes what earlier imports have left in the conversation, which was found after all. */
    void found(Target found) {
        lastIndex = found.lastIndex;
        absent = found.absent;
    }

    private static long index(Message message, String idPrefix) {
        if (message.id() == null || !message.id().startsWith(idPrefix)) {
            return -1;
        }
        String index = message.id().substring(idPrefix.length());
        return index.matches("\\d{1,18}") ? Long.parseLong(index) : -1;
    }

    ConversationId id() {
        return id;
    }

    boolean isAbsent() {
        return absent;
    }

    void receives() {
        absent = false;
    }

    String messageId(long index) {
        return idPrefix + index;
    }

    /** Returns whether an earlier import has come past that message: it is there, or was skipped. */
    boolean isPast(long index) {
        return index <= lastIndex;
    }

    /** Notes that another message than the source's is stored under an index: what follows would not fit either. */
    void differs(long index) {
        differsAt = index;
    }

    @Nullable Long differsAt() {
        return differsAt;
    }
}
