package dev.chatstore.api.spi;

import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Caches windows of conversations, which only move forward. The cache may forget anything at any time, which costs a read.
 * It must never return to what an earlier call replaced, changed or dropped.
 *
 * <p>A caller that reads a window from the durable store in order to fill the cache takes a ticket first. Each change and
 * each drop of the conversation invalidates the tickets given before, so that a fill which was read before a change cannot
 * take effect after it.
 *
 * <p>Every method may throw {@link dev.chatstore.api.UnavailableException}; whether it had an effect is unknown then.
 */
public interface ConversationCache {
    /** The ticket of a caller that must not fill. */
    long NO_TICKET = 0;

    /**
     * The result of a look-up.
     *
     * @param window the window, or null if there is none
     * @param age how long ago the window was last known to be what the durable store has: filled from there, or moved
     *     forward by the change that follows it
     * @param ticket if there is no window, the ticket to fill it with; {@link #NO_TICKET} if another caller has it
     */
    record Found(@Nullable ConversationWindow window, Duration age, long ticket) {}

    /** Returns the window, or else a ticket to fill it with, which one reader at a time gets. */
    Found find(ConversationId id);

    /**
     * Returns a ticket to fill with even if there is a window, for instance one that is too old; {@link #NO_TICKET} if
     * another caller has one.
     */
    long ticket(ConversationId id);

    /**
     * Caches a window if its ticket is still valid and nothing newer is cached, and returns whether it did. A ticket fills
     * once, and for a limited time. The age of the window counts from when the ticket was taken.
     *
     * <p>Something newer, under a valid ticket, shows that the durable store was put back to an older state: it is dropped,
     * so that the next fill is accepted.
     */
    boolean fill(long ticket, ConversationWindow window);

    /**
     * Confirms that the durable store still has a version, which makes a window of that version as recent as one that was
     * just filled. Nothing happens if the window has another version or the ticket is no longer valid. The ticket is used
     * up.
     *
     * @param ticket the ticket that was taken before the durable store was asked; the age counts from then
     */
    void confirm(long ticket, ConversationId id, long version);

    /**
     * Applies changes of one or several conversations, in their order. A window that a change does not follow is dropped;
     * one that has the change already is left unchanged. A window that has the version of the change, but not the change,
     * belongs to a durable store that was put back to an older state since, and is dropped.
     *
     * @param age how long ago the first of the changes may have been committed: a window that they move forward was known
     *     to be current then, and not later
     */
    void apply(List<Change> changes, Duration age);

    /** Applies changes that were committed just now. */
    default void apply(List<Change> changes) {
        apply(changes, Duration.ZERO);
    }

    /** Drops the windows of conversations that may have changed. */
    void drop(Collection<ConversationId> ids);
}
