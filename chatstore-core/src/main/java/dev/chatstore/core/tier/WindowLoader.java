package dev.chatstore.core.tier;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.Slice;
import dev.chatstore.api.spi.ConversationWindow;
import dev.chatstore.core.operations.LoadStatistics;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads windows from the durable store: the head, then the messages up to the head's newest one. So the head is never
 * newer than the messages, and of them only revisions may be newer than the head: an older head makes the next check
 * load again, a newer one would hide a change.
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
        List<Message> newest = head.messageCount() == 0
                ? List.of()
                : durable.history(id, Slice.before(head.lastSequence() + 1, messages));
        counters.loaded(nanos.getAsLong() - start);
        return belongs(head, newest) ? new ConversationWindow(id, head, newest) : null;
    }

    /** Versions are never reused: the head's newest message exists and is no newer than the head. */
    private static boolean belongs(Conversation head, List<Message> newest) {
        if (newest.isEmpty()) {
            return head.messageCount() == 0;
        }
        Message last = newest.get(newest.size() - 1);
        return last.sequence() == head.lastSequence() && last.version() <= head.version();
    }

    /** Returns what was read so far. */
    LoadStatistics statistics() {
        return counters.statistics();
    }
}
