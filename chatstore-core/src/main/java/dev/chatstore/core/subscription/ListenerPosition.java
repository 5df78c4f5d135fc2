package dev.chatstore.core.subscription;

import dev.chatstore.api.Change;
import dev.chatstore.api.ChangeListener;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.Slice;
import dev.chatstore.core.window.HeapSize;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The version of one conversation up to which a listener was notified. A change that comes again is ignored. A change
 * that does not follow that version shows that others were missed, which are then read. So does a change that contradicts
 * a delivered one: the store was put back to an older state. Not safe for use by several threads.
 */
final class ListenerPosition {
    private static final int FIRST_PAGE = 16;
    private static final int LARGEST_PAGE = 1_000;

    /** Aim of the heap size of the messages that are read at once. */
    private static final long PAGE_BYTES = 1 << 20;

    private final ChatStore store;
    private final ConversationId id;
    private final RecentChanges received = new RecentChanges();
    private long version;
    private long sequence;
    private @Nullable Instant created;

    /** Creates a position before the first version. */
    ListenerPosition(ChatStore store, ConversationId id) {
        this.store = store;
        this.id = id;
    }

    /** Moves the position to the current version of the conversation. */
    void begin() {
        store.find(id).ifPresent(this::advance);
    }

    /** Moves the position to a change, the first of which the listener is notified. */
    void begin(Change change) {
        advance(change);
    }

    /** Notifies the listener of a change that is after the position, and before it of those that were missed. */
    void changed(Change change, ChangeListener listener) {
        if (change.version() > version && !isNext(change)) {
            catchUp(listener, change.version());
        } else if (change.version() <= version && received.contradict(change)) {
            rewind(change.version() - 1);
            catchUp(listener, change.version());
        }
        if (change.version() > version) {
            advance(change);
            listener.changed(change);
        }
    }

    /** Before a removal nothing is worth reading; before the creation of a conversation there is nothing. */
    private boolean isNext(Change change) {
        return change.version() == version + 1
                || change instanceof Change.Removed
                || (sequence == 0 && created == null && isCreation(change));
    }

    private static boolean isCreation(Change change) {
        if (change instanceof Change.Appended appended) {
            return appended.messages().get(0).sequence() == 1;
        }
        return change instanceof Change.Described described && described.head().lastSequence() == 0;
    }

    private void advance(Change change) {
        version = change.version();
        if (change instanceof Change.Appended appended) {
            Message first = appended.messages().get(0);
            sequence = first.sequence() + appended.messages().size() - 1;
            if (first.sequence() == 1) {
                created = first.created();
            }
        } else if (change instanceof Change.Described described) {
            advance(described.head());
        } else if (change instanceof Change.Removed) {
            forget();
        }
        received.add(change, sequence);
    }

    /**
     * Moves the position back to the newest version up to a bound that is still part of the history. If none of those
     * delivered lately is, the position moves to the bound, and keeps its sequence only if that still exists.
     */
    private void rewind(long bound) {
        RecentChanges.Received common = received.rewind(last -> last.version() <= bound && isStored(last))
                .orElse(null);
        version = common == null ? bound : common.version();
        sequence = common == null ? 0 : common.sequence();
    }

    private boolean isStored(RecentChanges.Received last) {
        return store.find(id, last.sequence())
                .filter(message -> !message.created().isAfter(last.time()))
                .isPresent();
    }

    private void advance(Conversation head) {
        version = head.version();
        sequence = head.lastSequence();
        created = head.created();
        received.add(head);
    }

    private void forget() {
        sequence = 0;
        created = null;
    }

    /** Reads the changes that were missed, and notifies the listener of them. */
    void catchUp(ChangeListener listener) {
        catchUp(listener, version);
    }

    private void catchUp(ChangeListener listener, long atLeast) {
        Conversation head = store.find(id).orElse(null);
        long upTo = head == null ? atLeast : head.version();
        boolean putBack = head != null && upTo < version;
        if (putBack) {
            rewind(upTo);
        }
        boolean removed = head == null && (created != null || sequence > 0);
        if (upTo == version && !removed && !putBack) {
            return;
        }
        listener.missed(new ChangeListener.Gap.InConversation(id, version, upTo));
        if (head == null) {
            version = upTo;
            forget();
            return;
        }
        if (isRecreated(head)) {
            forget();
        }
        deliverAppends(upTo, listener);
        advance(head);
    }

    /** Returns whether the conversation was removed and created again. */
    private boolean isRecreated(Conversation head) {
        return (created != null && !created.equals(head.created())) || head.lastSequence() < sequence;
    }

    /** Notifies the listener of the appends up to a version, one after the other. */
    private void deliverAppends(long upTo, ChangeListener listener) {
        List<Message> together = new ArrayList<>();
        long last = sequence;
        List<Message> page;
        int limit = FIRST_PAGE;
        int wanted;
        do {
            wanted = limit;
            page = store.history(id, Slice.after(last, wanted));
            for (Message message : page) {
                last = message.sequence();
                if (message.version() > version && message.version() <= upTo) {
                    if (!together.isEmpty() && together.get(0).version() != message.version()) {
                        deliver(together, listener);
                    }
                    together.add(message);
                }
            }
            limit = nextLimit(page);
        } while (page.size() == wanted);
        if (!together.isEmpty()) {
            deliver(together, listener);
        }
    }

    /** Returns the number of messages to read next, if they are as large as the last ones. */
    private static int nextLimit(List<Message> page) {
        long average = HeapSize.of(page) / Math.max(1, page.size());
        return (int) Math.max(1, Math.min(LARGEST_PAGE, PAGE_BYTES / Math.max(1, average)));
    }

    private void deliver(List<Message> together, ChangeListener listener) {
        Change change = new Change.Appended(id, together.get(0).version(), together);
        together.clear();
        advance(change);
        listener.changed(change);
    }
}
