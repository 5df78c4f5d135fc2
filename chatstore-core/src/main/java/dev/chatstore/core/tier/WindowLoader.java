package dev.chatstore.core.tier;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.spi.ConversationWindow;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads windows from the durable store. The head is read first, so that it is never newer than the messages: one that is
 * too old makes the next check reload, one too new would hide a change.
 */
final class WindowLoader {
    private final ChatStore durable;
    private final int messages;
    private final LongSupplier nanos;
    private final LoadCounters counters;

    WindowLoader(ChatStore durable, int messages, LongSupplier nanos, LoadCounters counters) {
        this.durable = durable;
        this.messages = messages;
        this.nanos = nanos;
        this.counters = counters;
    }

    /** Returns the head as it is now; one small statement. */
    Optional<Conversation> head(ConversationId id) {
        counters.checks().increment();
        return durable.find(id);
    }

    /**
     * Returns the window of a conversation whose head was just read, or null if it was replaced by another under the same
     * id in between; one statement.
     */
    @Nullable ConversationWindow window(ConversationId id, @Nullable Conversation head) {
        if (head == null) {
            return ConversationWindow.absent(id);
        }
        long start = nanos.getAsLong();
        List<Message> newest = durable.recent(id, messages);
        counters.loaded(nanos.getAsLong() - start);
        return belongs(head, newest) ? new ConversationWindow(id, head, newest) : null;
    }

    /** The message that the head knows as its newest is there, and is as old as that: versions are never given twice. */
    private static boolean belongs(Conversation head, List<Message> newest) {
        if (head.lastSequence() == 0) {
            return newest.isEmpty() || newest.get(0).version() > head.version();
        }
        if (newest.isEmpty()) {
            return false;
        }
        long index = head.lastSequence() - newest.get(0).sequence();
        // So many were added in between that the one to look for is not among them any more.
        boolean overtaken = index < 0;
        return overtaken || (index < newest.size() && newest.get((int) index).version() <= head.version());
    }
}
