package dev.chatstore.api.spi;

import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps windows of conversations, which only move forward. It may forget anything at any time, which costs a read; what
 * it must never do is to go back to what an earlier call has replaced, changed or dropped.
 *
 * <p>Whoever reads a window from the durable store in order to fill the cache takes a ticket first. Each change and each
 * drop of the conversation voids the tickets that were given before, so that a fill which was read before a change cannot
 * come after it.
 *
 * <p>Every method may throw {@link dev.chatstore.api.UnavailableException}; whether it had an effect is then unknown.
 */
public interface ConversationCache {
    /** The ticket of whoever is not to fill. */
    long NO_TICKET = 0;

    /**
     * What is known of a conversation.
     *
     * @param window the window, or null if there is none
     * @param age how long ago it was known, at the latest, to be what the durable store has: filled from there, or
     *     brought forward by the change right after it
     * @param ticket where there is no window, what to fill it with; {@link #NO_TICKET} if somebody else is to
     */
    record Found(@Nullable ConversationWindow window, Duration age, long ticket) {}

    /** Returns what is known of a conversation, or else a ticket to fill it with, which one reader at a time is given. */
    Found find(ConversationId id);

    /**
     * Returns a ticket to fill with although there may be a window, as for one that was found to be old; {@link
     * #NO_TICKET} if somebody else has one.
     */
    long ticket(ConversationId id);

    /**
     * Keeps a window, if its ticket still holds and nothing newer is known, and returns whether it did. A ticket fills
     * once, and for a bounded time; the age of the window counts from when it was taken.
     */
    boolean fill(long ticket, ConversationWindow window);

    /**
     * Confirms that the durable store has this version still, which makes a window of it as new as one that was just
     * filled. Nothing happens if the window has another version, or the ticket does not hold any more; it is used up.
     *
     * @param ticket what was taken before the durable store was asked, from when on the age counts
     */
    void confirm(long ticket, ConversationId id, long version);

    /**
     * Brings in changes of one or several conversations, in their order. A window that a change does not follow on is
     * dropped; one that has it already is left as it is.
     *
     * @param age how long ago the first of them may have been committed: a window that they bring forward was known to be
     *     current at that time, and not later
     */
    void apply(List<Change> changes, Duration age);

    /** Brings in changes that were committed at this moment. */
    default void apply(List<Change> changes) {
        apply(changes, Duration.ZERO);
    }

    /** Forgets the windows of conversations of which something may have changed. */
    void drop(Collection<ConversationId> ids);
}
