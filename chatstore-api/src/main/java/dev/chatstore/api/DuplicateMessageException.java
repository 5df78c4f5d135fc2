package dev.chatstore.api;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Some ids of an append are taken, and the append is not a repetition of an earlier one: the stored messages have another
 * role or text, or other messages of the append are new. Nothing was changed.
 */
public final class DuplicateMessageException extends ChatStoreException {
    private static final long serialVersionUID = 1L;

    private final ConversationId conversation;
    private final Map<String, Long> sequences;

    private DuplicateMessageException(
            @Nullable String message,
            ConversationId conversation,
            Map<String, Long> sequences,
            @Nullable Throwable cause) {
        super(message, cause);
        this.conversation = conversation;
        this.sequences = Map.copyOf(sequences);
    }

    /** Returns the exception for an append of which some messages are stored and others are new. */
    public static DuplicateMessageException mixed(ConversationId conversation, Map<String, Long> sequences) {
        return new DuplicateMessageException(
                "the append mixes new messages with messages that " + conversation
                        + " already has; send either alone. Stored ids by sequence: " + printable(sequences),
                conversation,
                sequences,
                null);
    }

    /** Returns the exception for an append whose ids belong to messages with another role or text. */
    public static DuplicateMessageException differs(ConversationId conversation, Map<String, Long> sequences) {
        return new DuplicateMessageException(
                "messages of " + conversation + " have these ids with another role or text, by sequence: "
                        + printable(sequences),
                conversation,
                sequences,
                null);
    }

    private static Map<String, Long> printable(Map<String, Long> sequences) {
        Map<String, Long> shown = new LinkedHashMap<>();
        sequences.forEach((id, sequence) -> shown.put(Checks.printable(id), sequence));
        return shown;
    }

    /** Returns the conversation. */
    public ConversationId conversation() {
        return conversation;
    }

    /** Returns the ids that are taken, each with the sequence of its message. */
    public Map<String, Long> sequences() {
        return sequences;
    }

    @Override
    public DuplicateMessageException copy() {
        return new DuplicateMessageException(getMessage(), conversation, sequences, this);
    }
}
