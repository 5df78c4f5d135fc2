package dev.chatstore.core.subscription;

import dev.chatstore.api.Change;
import dev.chatstore.api.ChangeListener;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.Slice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much of one conversation a listener has seen, by its version. What comes again is passed over; what does not
 * follow on shows that something was missed, which is then read. Used by one thread at a time.
 */
final class ListenerPosition {
    private static final int PAGE = 1_000;

    private final ChatStore store;
    private final ConversationId id;
    private long version;
    private long sequence;
    private @Nullable Instant created;

    /** Begins with nothing seen. */
    ListenerPosition(ChatStore store, ConversationId id) {
        this.store = store;
        this.id = id;
    }

    /** Takes all that is there now for seen. */
    void begin() {
        store.find(id).ifPresent(this::advance);
    }

    /** Takes a change for seen that is the first to be known of. */
    void begin(Change change) {
        advance(change);
    }

    /** Hands on a change if it was not seen yet, after all that came before it. */
    void changed(Change change, ChangeListener listener) {
        if (change.version() > version && !followsOn(change)) {
            catchUp(listener, change.version());
        }
        if (change.version() > version) {
            advance(change);
            listener.changed(change);
        }
    }

    /** A removal leaves nothing to miss, and a beginning has nothing before it. */
    private boolean followsOn(Change change) {
        return change.version() == version + 1
                || change instanceof Change.Removed
                || (sequence == 0 && created == null && begins(change));
    }

    private static boolean begins(Change change) {
        if (change instanceof Change.Appended appended) {
            return appended.messages().get(0).sequence() == 1;
        }
        return change instanceof Change.Described described && described.head().lastSequence() == 0;
    }

    private void advance(Change change) {
        version = change.version();
        if (change instanceof Change.Appended appended) {
            Message newest = appended.messages().get(appended.messages().size() - 1);
            sequence = newest.sequence();
        } else if (change instanceof Change.Described described) {
            advance(described.head());
        } else if (change instanceof Change.Removed) {
            forget();
        }
    }

    private void advance(Conversation head) {
        version = head.version();
        sequence = head.lastSequence();
        created = head.created();
    }

    private void forget() {
        sequence = 0;
        created = null;
    }

    /** Finds out what was missed, and hands that on. */
    void catchUp(ChangeListener listener) {
        catchUp(listener, version);
    }

    private void catchUp(ChangeListener listener, long atLeast) {
        Conversation head = store.find(id).orElse(null);
        long upTo = head == null ? atLeast : head.version();
        boolean removed = head == null && created != null;
        if (upTo == version && !removed) {
            return;
        }
        listener.missed(new ChangeListener.Gap.InConversation(id, version, upTo));
        if (head == null) {
            version = upTo;
            forget();
            return;
        }
        if (isAnother(head)) {
            forget();
        }
        handOnAppended(upTo, listener);
        advance(head);
    }

    /** Returns whether it is another one in the place of the one that was seen. */
    private boolean isAnother(Conversation head) {
        return (created != null && !created.equals(head.created())) || head.lastSequence() < sequence;
    }

    /** Hands on what was appended up to a version, one append after the other, and takes each for seen. */
    private void handOnAppended(long upTo, ChangeListener listener) {
        List<Message> together = new ArrayList<>();
        long last = sequence;
        List<Message> page;
        do {
            page = store.history(id, Slice.after(last, PAGE));
            for (Message message : page) {
                last = message.sequence();
                if (message.version() > version && message.version() <= upTo) {
                    if (!together.isEmpty() && together.get(0).version() != message.version()) {
                        handOn(together, listener);
                    }
                    together.add(message);
                }
            }
        } while (page.size() == PAGE);
        if (!together.isEmpty()) {
            handOn(together, listener);
        }
    }

    private void handOn(List<Message> together, ChangeListener listener) {
        Change change = new Change.Appended(id, together.get(0).version(), together);
        together.clear();
        advance(change);
        listener.changed(change);
    }
}
