package dev.chatstore.api.spi;

import dev.chatstore.api.ClosedException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.UnavailableException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Removes the oldest messages of conversations, for retention. Safe for use by several threads. */
public interface OldMessages {
    /** The maximum number of messages that one call removes, so that writers never wait for long. */
    int MESSAGES_PER_CALL = 1_000;

    /**
     * Removes the oldest messages of a conversation, those below a sequence, with their revisions, and returns how many were
     * removed. The conversation then begins with the next sequence. Of a removed message nothing is kept but its id, if it
     * has one, with its sequence, its version and the fingerprint of its content: appending it again changes nothing and
     * returns the original sequence. Every other call treats it as one that does not exist. The sequence of the next append
     * goes on. A reply to a removed message keeps its parent's sequence; a path ends where its parent was removed.
     *
     * <p>If messages were removed, the version rises by one, and the number of messages and the tokens of the conversation
     * are those of what is left. Listeners and caches get the conversation after the change, as after a patch. The last
     * activity stays.
     *
     * <p>Atomicity: all of a call or nothing. Ordering: by the conversation's row, like an append. A call again removes what
     * is still before the sequence, so sending it again is safe. A call whose reply was lost repeats itself up to the same
     * message, and its result then also counts those that others removed meanwhile.
     *
     * <p>Cost: on databases one statement for the segments in the archive, and one transaction of up to eight, which reads and writes
     * the removed messages, with all of their revisions; on Redis one script. If the oldest messages are in segments, another
     * statement compares the time of creation, and the oldest segment is read and written.
     *
     * @param created when the conversation that is meant was created, as its head says, or null for any. One that was deleted
     *     since and created again is another conversation, of which nothing is removed
     * @param first the sequence of the first message to keep. One beyond the newest keeps none, so that the conversation is
     *     empty and its next message has the next sequence. One at or below the conversation's first removes nothing
     * @param limit the maximum number of messages, 1 to {@value #MESSAGES_PER_CALL}
     * @return the number of messages removed, 0 if the conversation does not exist
     * @throws InvalidInputException if the limit is out of range
     * @throws ClosedException if this is the remover of a {@link dev.chatstore.api.Storage}, which is closed
     * @throws UnavailableException if the store is out of reach, or the outcome is unknown
     */
    int trim(ConversationId id, @Nullable Instant created, long first, int limit);

    /** Removes the oldest messages of whatever conversation has the id now, as {@link #trim(ConversationId, Instant, long, int)} does. */
    default int trim(ConversationId id, long first, int limit) {
        return trim(id, null, first, limit);
    }
}
