package dev.chatstore.core.window;

import dev.chatstore.api.Change;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.Slice;
import dev.chatstore.api.spi.ConversationWindow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A window as a process caches it, immutable. As in a {@link ConversationWindow}, the messages may be newer than the
 * head.
 *
 * @param head the conversation, or null if it does not exist
 * @param messages the newest messages
 * @param version the version of the head; that of the removal if the conversation is known to have been removed; 0 if
 *     it was found not to exist
 * @param knownAt the latest time at which this is known to be what the durable store had, in the cache's nanoseconds
 */
public record CachedWindow(@Nullable Conversation head, RecentMessages messages, long version, long knownAt) {
    /** Returns the window with the newest {@code max} of its messages. */
    public static CachedWindow of(ConversationWindow window, int max, long knownAt) {
        Conversation head = window.head();
        RecentMessages messages = RecentMessages.of(window.messages(), max);
        return new CachedWindow(head, head == null ? messages : messages.from(head), window.version(), knownAt);
    }

    ConversationWindow window(ConversationId id) {
        return new ConversationWindow(id, head, messages);
    }

    /** Returns whether the window holds all messages of the conversation. */
    boolean isComplete() {
        return head == null
                || (messages.isEmpty()
                        ? head.messageCount() == 0
                        : messages.get(0).sequence() <= head.firstSequence());
    }

    /** Returns the version that a read of the durable store would see, 0 if the conversation does not exist. */
    public long visibleVersion() {
        return head == null ? 0 : version;
    }

    /** Returns whether this window shows a change that another one does not contain. */
    public boolean isNewerThan(ConversationWindow other) {
        return version > other.version() || hasNewerRevisionThan(other.messages());
    }

    private boolean hasNewerRevisionThan(List<Message> others) {
        for (Message other : others) {
            Message own = message(other.sequence());
            if (own != null && own.revision() > other.revision()) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether this window has the versions of some messages, and those that it contains are as new. */
    boolean covers(List<Message> others) {
        for (Message other : others) {
            Message own = message(other.sequence());
            if (version < other.version() || (own != null && own.revision() < other.revision())) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether consecutive messages that were read later show that messages of this window have been removed. */
    public boolean isCutBy(Slice slice, List<Message> read) {
        if (read.isEmpty() || messages.isEmpty()) {
            return false;
        }
        long first = read.get(0).sequence();
        boolean isBeginning = slice instanceof Slice.After after
                ? first > after.sequence() + 1
                : slice instanceof Slice.Before before && read.size() < before.limit();
        return isBeginning && messages.get(0).sequence() < first;
    }

    private @Nullable Message message(long sequence) {
        long index = messages.isEmpty() ? -1 : sequence - messages.get(0).sequence();
        return index < 0 || index >= messages.size() ? null : messages.get((int) index);
    }

    /** Returns this window as known to be current at a time, or unchanged if it is known to be current later. */
    public CachedWindow knownAt(long time) {
        return time - knownAt <= 0 ? this : new CachedWindow(head, messages, version, time);
    }

    /**
     * Returns the window that a change makes of this one: this one if it contains the change already, or null if
     * changes between the two are missing, or if the durable store was put back to an older state and the change belongs
     * to another history than this window.
     */
    @Nullable CachedWindow after(Change change, int max) {
        if (change.version() <= version) {
            return contradicts(change) ? null : this;
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
            return lastSequence() == described.head().lastSequence()
                    ? moved(described.head(), messages.from(described.head()))
                    : null;
        }
        Change.Revised revised = (Change.Revised) change;
        return head == null || revised.message().edited() == null
                ? null
                : moved(HeadUpdates.revised(head, revised), messages.with(revised.message()));
    }

    /** Returns whether this window, which has at least the version of a change, shows that it does not contain it. */
    private boolean contradicts(Change change) {
        if (head == null) {
            // The store was put back to before the removal, or has forgotten the version at which the conversation was
            // missing, and begun again with lower ones.
            return !(change instanceof Change.Removed);
        }
        if (change instanceof Change.Appended appended) {
            return appended.messages().stream().anyMatch(this::contradicts);
        }
        if (change instanceof Change.Revised revised) {
            Message own = message(revised.message().sequence());
            return isAfterHead(revised.message().edited())
                    || (own != null && own.revision() < revised.message().revision());
        }
        if (change instanceof Change.Described described) {
            return isAfterHead(described.head().updated())
                    || (change.version() == version && !described.head().equals(head));
        }
        return true;
    }

    private boolean contradicts(Message appended) {
        Message own = message(appended.sequence());
        return own == null
                ? appended.sequence() > lastSequence() || isAfterHead(appended.created())
                : own.version() != appended.version() || !own.created().equals(appended.created());
    }

    private boolean isAfterHead(@Nullable Instant changed) {
        return changed != null && head != null && changed.isAfter(head.updated());
    }

    private @Nullable CachedWindow appended(Change.Appended change, int max) {
        List<Message> added = change.messages();
        if (added.isEmpty() || added.get(0).sequence() != lastSequence() + 1) {
            return null;
        }
        long newest = messages.isEmpty()
                ? lastSequence()
                : messages.get(messages.size() - 1).sequence();
        int known = (int) Math.max(0, Math.min(added.size(), newest - lastSequence()));
        if (head == null && change.profile() == null) {
            return null;
        }
        Conversation next = head == null ? HeadUpdates.created(change) : HeadUpdates.appended(head, change);
        return moved(next, messages.plus(added.subList(known, added.size()), max));
    }

    private CachedWindow moved(Conversation next, RecentMessages nextMessages) {
        return new CachedWindow(next, nextMessages, next.version(), knownAt);
    }

    private long lastSequence() {
        return head == null ? 0 : head.lastSequence();
    }

    /** Returns the number of heap bytes that this keeps. */
    long bytes() {
        return messages.bytes() + (head == null ? 0 : HeapSize.of(head));
    }

    /** Returns numbers only, since the texts are users'. */
    @Override
    public String toString() {
        return "CachedWindow[version=" + version + ", messages=" + messages.size() + "]";
    }
}
