package dev.chatstore.core.transfer;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Profile;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.core.load.LoadCalls;
import dev.chatstore.core.load.LoadCalls.Loaded;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Conversations that are taken for new ones, which are loaded whole, many at a time. One that is too large is loaded with its
 * first messages; the rest is appended. For one thread.
 */
final class NewConversations implements AutoCloseable {
    private static final int MESSAGES = ConversationLoader.MESSAGES_PER_CALL;
    private static final long BYTES = 4 << 20;

    /** By how much a call may be larger so that a conversation is loaded whole. */
    private static final int OVERSIZE = 2;

    private final LoadCalls<NewConversation> loads;
    private final Map<ConversationId, NewConversation> waiting = new LinkedHashMap<>();

    private int messages;
    private long bytes;

    /**
     * Creates an empty collection.
     *
     * @param settle receives what was loaded, of each call by itself
     */
    NewConversations(ConversationLoader loader, Consumer<Loaded<NewConversation>> settle) {
        this.loads = new LoadCalls<>(
                loader, "chatstore-import", conversation -> conversation.snapshot(loader.now()), settle);
    }

    /** Checks that the profile of a conversation is within the limits. */
    void checkProfile(ProfileShape shape) {
        loads.loader().checkProfile(shape.id(), shape.profile());
    }

    /** Returns whether a conversation waits or is on its way. */
    boolean has(ConversationId id) {
        return waiting.containsKey(id) || loads.has(id);
    }

    /** Adds a conversation that is taken for a new one. */
    void open(Target target, Profile profile) {
        if (waiting.size() + messages >= MESSAGES || bytes >= BYTES) {
            send();
        }
        waiting.put(target.id(), new NewConversation(target, profile));
    }

    /** Adds a message, or returns false if its conversation is not one of these any more. */
    boolean add(Target target, Run.Entry entry) {
        @Nullable NewConversation conversation = waiting.get(target.id());
        if (conversation == null) {
            if (loads.has(target.id())) {
                loads.awaitAll();
            }
            return false;
        }
        conversation.entries().add(entry);
        messages++;
        bytes += entry.place().region().length();
        if (messages >= OVERSIZE * MESSAGES || bytes >= OVERSIZE * BYTES) {
            send();
        }
        return true;
    }

    private void send() {
        loads.begin(take());
    }

    private List<NewConversation> take() {
        List<NewConversation> taken = List.copyOf(waiting.values());
        waiting.clear();
        messages = 0;
        bytes = 0;
        return taken;
    }

    /** Loads all that wait, and returns when they are durable. */
    void flush() {
        List<NewConversation> last = take();
        if (!last.isEmpty() && loads.arePending()) {
            loads.begin(last);
        } else if (!last.isEmpty()) {
            // All that there was: no thread is needed.
            loads.load(last);
        }
        loads.awaitAll();
    }

    /** Waits for what is on its way. */
    @Override
    public void close() {
        try {
            loads.awaitAll();
        } finally {
            loads.close();
        }
    }
}
