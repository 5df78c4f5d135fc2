package dev.chatstore.api.spi;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.LimitExceededException;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.UnavailableException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Stores whole conversations as they are, with their sequences, versions and times: the way in for imports, restores and
 * copies. Safe for use by several threads.
 */
public interface ConversationLoader {
    /**
     * The number of messages that are best loaded in one call. With more, a transaction holds its locks for longer and is
     * hardly faster.
     */
    int MESSAGES_PER_CALL = 4_000;

    /** Returns the loader of a store, or empty if it has none, such as a decorator of the caller's own. */
    static Optional<ConversationLoader> of(ChatStore store) {
        return store instanceof ConversationLoader loader ? Optional.of(loader) : Optional.empty();
    }

    /**
     * Stores conversations that do not exist, each whole, and returns the outcomes in the given order. A conversation that
     * exists is left as it is. No reader sees a part of a conversation; an append at the same time comes before all of it,
     * so that it is not loaded, or after all of it.
     *
     * <p>In the place of a deleted conversation that is still {@linkplain Backend#REMEMBERED remembered}, the versions are
     * those given plus that of the deleted one, as its successor's continue from there. All else is stored as given. The
     * tokens are the sum of the messages'.
     *
     * <p>A database stores all conversations of a call in one transaction, Redis each by itself. On failure a caller that
     * does not know what was stored calls again: what was stored exists. One that was deleted
     * in between is loaded again. Messages are read once for each attempt, and again after a lost reply, and are not kept on
     * databases, so that a conversation may be larger than the memory.
     *
     * <p>Listeners and caches are notified of each conversation after the commit. One at version 1 is an append with a
     * profile, or an opening if it has no message. Others are reported by their heads, so that a listener reads what it
     * missed, and caches drop what they have.
     *
     * <p>Cost: on PostgreSQL a {@code COPY} for each table that gets rows and for each 2,000 messages; on other databases a
     * statement for up to 128 rows; on Redis a script for each conversation. Best are calls of {@value #MESSAGES_PER_CALL}
     * messages and two calls at the same time.
     *
     * @throws InvalidInputException if two conversations have the same id, or a conversation is not one that a store could
     *     hold: its messages are not numbered from 1 without gaps, two have the same id, a version falls or exceeds the
     *     head's, a parent does not come before its message, revisions are missing, or a part is invalid or unreadable
     * @throws LimitExceededException if an in-memory store is full, or this is the loader of a {@link
     *     dev.chatstore.api.Storage} and a text, a profile or metadata exceeds the configured size
     * @throws UnavailableException if the store is out of reach, or a reply was lost and a conversation was deleted before
     *     the call could see whether it had loaded it, so that the outcome is unknown
     */
    List<LoadOutcome> load(List<ConversationSnapshot> conversations);

    /**
     * Stores a conversation as it is in the place of one that exists at an expected version, and returns the outcome: not
     * loaded, at the version that was found, if it exists at another version, and at 0 if it does not exist. The versions
     * are those given plus that of the old conversation and one, as after a delete.
     *
     * <p>Atomicity: a reader sees the old conversation or the new one, each whole. If the call fails, the old one stays.
     *
     * <p>Listeners and caches are notified of a removal, and then as after {@link #load}. Cost: that of a delete and of a
     * load, in one transaction, which removes all messages of the old conversation at once; on Redis one script.
     *
     * @throws InvalidInputException if the conversation is not one that a store could hold, as for {@link #load}
     * @throws LimitExceededException as for {@link #load}
     * @throws UnavailableException if the store is out of reach, or a reply was lost and the conversation was deleted before
     *     the call could see whether it had replaced it, so that the outcome is unknown
     */
    LoadOutcome replace(ConversationSnapshot conversation, long expectedVersion);

    /** Returns the current time by the store's clock, as it is stored with what is written now. */
    Instant now();

    /**
     * Checks that a profile is within the configured limits, so that {@link #load} takes it. Asks no server.
     *
     * @throws LimitExceededException if the system prompt or the metadata exceeds the configured size
     */
    default void checkProfile(ConversationId id, Profile profile) {
        // A backend may assume that sizes were checked.
    }
    /**
     * Checks that a message is within the configured limits, so that {@link #load} takes it. Asks no server.
     *
     * @throws LimitExceededException if the text or the metadata exceeds the configured size
     */
    default void checkMessage(ConversationId id, NewMessage message) {
        // A backend may assume that sizes were checked.
    }

    /**
     * Returns the largest size of a text or of metadata that {@link #checkMessage} accepts, in UTF-8 bytes, so that a
     * caller need not hold more. A backend, which checks nothing, has the largest that can be configured.
     */
    default long maxMessageBytes() {
        return 16L << 20;
    }
}
