package dev.chatstore.core.transfer.load;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.core.transfer.identity.ImportEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Conversations that wait to be stored together. A store takes new ones whole, many at a time. For one thread.
 */
public final class NewConversations {
    private static final int MESSAGES = ConversationLoader.MESSAGES_PER_CALL;
    private static final long BYTES = 4 << 20;

    /** By how much a call may be larger so that a conversation is loaded whole. */
    private static final int OVERSIZE = 2;

    private final Map<ConversationId, NewConversation> waiting = new LinkedHashMap<>();

    private int messages;
    private long bytes;

    /** Returns whether a conversation waits. */
    public boolean has(ConversationId id) {
        return waiting.containsKey(id);
    }

    /** Returns whether no further conversation should be added. */
    public boolean isFull() {
        return waiting.size() + messages >= MESSAGES || bytes >= BYTES;
    }

    /** Returns whether no further message should be added. */
    public boolean isOversize() {
        return messages >= OVERSIZE * MESSAGES || bytes >= OVERSIZE * BYTES;
    }

    /** Adds a conversation. */
    public void open(NewConversation conversation) {
        waiting.put(conversation.id(), conversation);
    }

    /** Adds a message to a conversation that waits. */
    public void add(NewConversation conversation, ImportEntry entry) {
        conversation.entries().add(entry);
        messages++;
        bytes += entry.bytes();
    }

    /** Takes a conversation out with its messages so far. */
    public void remove(NewConversation conversation) {
        waiting.remove(conversation.id());
        messages -= conversation.entries().size();
        bytes -= conversation.bytes();
    }

    /** Takes all out. */
    public List<NewConversation> take() {
        List<NewConversation> taken = List.copyOf(waiting.values());
        waiting.clear();
        messages = 0;
        bytes = 0;
        return taken;
    }
}
