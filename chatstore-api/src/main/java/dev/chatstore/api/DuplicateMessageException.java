package dev.chatstore.api;

import java.util.Map;

/**
 * Some ids of an append are taken, and it is not the same append again: the messages under them differ, or others of
 * the append are new. Nothing was changed.
 */
public final class DuplicateMessageException extends ChatStoreException {
    private static final long serialVersionUID = 1L;

    private final transient ConversationId conversation;
    private final Map<String, Long> sequences;

    private DuplicateMessageException(String message, ConversationId conversation, Map<String, Long> sequences) {
        super(message, null);
        this.conversation = conversation;
        this.sequences = Map.copyOf(sequences);
    }

    /** Returns the error of an append whose messages are partly there. */
    public static DuplicateMessageException mixed(ConversationId conversation, Map<String, Long> sequences) {
        return new DuplicateMessageException(
                "some messages are in " + conversation + " already and others are new; there, by sequence: "
                        + sequences,
                conversation,
                sequences);
    }

    /** Returns the error of an append with other content under ids that are taken. */
    public static DuplicateMessageException differs(ConversationId conversation, Map<String, Long> sequences) {
        return new DuplicateMessageException(
                "other messages of " + conversation + " have these ids, by sequence: " + sequences,
                conversation,
                sequences);
    }

    /** Returns the conversation. */
    public ConversationId conversation() {
        return conversation;
    }

    /** Returns the ids that are taken, each with the sequence of its message. */
    public Map<String, Long> sequences() {
        return sequences;
    }
}
