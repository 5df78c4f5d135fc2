package dev.chatstore.jdbi.conversation;

/**
 * The counters of a conversation, in a row that a writing transaction locks.
 *
 * @param version the version; of a removed conversation the one that a new conversation of the same id continues from
 * @param lastSequence the sequence of the newest message
 * @param exists whether the conversation exists
 * @param leftover the sequence through which messages of a removed conversation may be left over after the newest one,
 *     or 0 if there are none
 * @param archived whether the row has the archived flag, which an append takes away
 * @param inSegments the number of messages in segments, as it was when the row was locked
 */
// Six components: the columns that the lock reads.
public record ConversationHead(
        long version, long lastSequence, boolean exists, long leftover, boolean archived, long inSegments) {
    /** The head of a conversation without a row. */
    public static final ConversationHead ABSENT = new ConversationHead(0, 0, false);

    /** Creates a head without leftovers and segments that is not archived. */
    public ConversationHead(long version, long lastSequence, boolean exists) {
        this(version, lastSequence, exists, 0, false, 0);
    }

    /** Returns the version that a caller sees: 0 if the conversation does not exist. */
    public long visibleVersion() {
        return exists ? version : 0;
    }

    /** Returns whether the conversation was removed and its row is kept for its version. */
    public boolean isRemoved() {
        return !exists && version > 0;
    }

    /** Returns the head after an append. */
    public ConversationHead after(int messages) {
        return new ConversationHead(version + 1, lastSequence + messages, true, leftover, false, inSegments);
    }
}
