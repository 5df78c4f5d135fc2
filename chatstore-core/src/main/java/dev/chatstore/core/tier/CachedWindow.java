package dev.chatstore.core.tier;

import dev.chatstore.api.Change;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.spi.ConversationWindow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A window as a process holds it, immutable. As in a {@link ConversationWindow}, the messages may be newer than the head.
 *
 * @param head the conversation, or null if it is not there
 * @param messages the newest messages
 * @param version the version of the head or, where a removal is known, that one; 0 for one that was found not to be there
 * @param knownAt when this was known, at the latest, to be what the durable store has, in the cache's nanoseconds
 */
record CachedWindow(@Nullable Conversation head, RecentMessages messages, long version, long knownAt) {
    static CachedWindow of(ConversationWindow window, int max, long knownAt) {
        return new CachedWindow(window.head(), RecentMessages.of(window.messages(), max), window.version(), knownAt);
    }

    ConversationWindow window(ConversationId id) {
        return new ConversationWindow(id, head, messages);
    }

    boolean isComplete() {
        return messages.isEmpty()
                ? head == null || head.lastSequence() == 0
                : messages.get(0).sequence() == 1;
    }

    CachedWindow knownAt(long time) {
        return time - knownAt <= 0 ? this : new CachedWindow(head, messages, version, time);
    }

    /**
     * Returns this brought forward by a change, this itself if it has the change already, or null if the change does not
     * follow on.
     */
    @Nullable CachedWindow after(Change change, int max) {
        if (change.version() <= version) {
            return this;
        }
        if (change instanceof Change.Removed) {
            return new CachedWindow(null, RecentMessages.EMPTY, change.version(), knownAt);
        }
        if (change.version() != version + 1) {
            return null;
        }
        if (change instanceof Change.Appended appended) {
            return appended(appended, max);
        }
        if (change instanceof Change.Described described) {
            return lastSequence() == described.head().lastSequence() ? moved(described.head(), messages) : null;
        }
        Message revised = ((Change.Revised) change).message();
        return head == null || revised.edited() == null
                ? null
                : moved(HeadUpdates.changed(head, change.version(), revised.edited()), messages.with(revised));
    }

    private @Nullable CachedWindow appended(Change.Appended change, int max) {
        List<Message> added = change.messages();
        if (added.isEmpty() || added.get(0).sequence() != lastSequence() + 1) {
            return null;
        }
        long here = messages.isEmpty()
                ? lastSequence()
                : messages.get(messages.size() - 1).sequence();
        int known = (int) Math.max(0, Math.min(added.size(), here - lastSequence()));
        Conversation next = head == null ? HeadUpdates.begun(change) : HeadUpdates.appended(head, change);
        return moved(next, messages.plus(added.subList(known, added.size()), max));
    }

    private CachedWindow moved(Conversation next, RecentMessages nextMessages) {
        return new CachedWindow(next, nextMessages, next.version(), knownAt);
    }

    private long lastSequence() {
        return head == null ? 0 : head.lastSequence();
    }

    /** Returns how many bytes of the heap this keeps. */
    long bytes() {
        return messages.bytes() + (head == null ? 0 : HeapSize.of(head));
    }

    /** Returns the numbers only: the texts are users'. */
    @Override
    public String toString() {
        return "Held[version=" + version + ", messages=" + messages.size() + "]";
    }
}
