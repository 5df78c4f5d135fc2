package dev.chatstore.core.tier;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.spi.ConversationWindow;
import dev.chatstore.core.operations.LoadStatistics;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads windows from the durable store. The head is read before the messages, so that it is never newer than they are:
 * an older head makes the next check load again, a newer one would hide a change.
 */
final class WindowLoader {
    private final ChatStore durable;
    private final int messages;
    private final LongSupplier nanos;
    private final DurableLoadCounters counters = new DurableLoadCounters();

    WindowLoader(ChatStore durable, int messages, LongSupplier nanos) {
        this.durable = durable;
        this.messages = messages;
        this.nanos = nanos;
    }

    /** Returns the current head; one small statement. */
    Optional<Conversation> head(ConversationId id) {
        counters.checked();
        return durable.find(id);
    }

    /**
     * Returns the window of a conversation whose head was just read, or null if the conversation was removed and
     * created again in between; one statement.
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

    /** Versions are never reused: the head's newest message exists and is no newer than the head. */
    private static boolean belongs(Conversation head, List<Message> newest) {
        if (head.lastSequence() == 0) {
            return newest.isEmpty() || newest.get(0).version() > head.version();
        }
        if (newest.isEmpty()) {
            return false;
        }
        long index = head.lastSequence() - newest.get(0).sequence();
        // So many messages were appended in between that the head's newest is no longer among them.
        boolean overtaken = index < 0;
        return overtaken || (index < newest.size() && newest.get((int) index).version() <= head.version());
    }

    /** Returns what was read so far. */
    LoadStatistics statistics() {
        return counters.statistics();
    }
}
