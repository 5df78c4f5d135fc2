package dev.chatstore.api;

import org.jspecify.annotations.Nullable;

/** Stored data cannot be read. Nothing was changed, and a retry does not help. */
public final class CorruptDataException extends ChatStoreException {
    private static final long serialVersionUID = 1L;

    private final @Nullable ConversationId conversation;
    private final @Nullable SessionId session;
    private final @Nullable String field;

    private CorruptDataException(
            @Nullable String message,
            @Nullable ConversationId conversation,
            @Nullable SessionId session,
            @Nullable String field,
            @Nullable Throwable cause) {
        super(message, cause);
        this.conversation = conversation;
        this.session = session;
        this.field = field;
    }

    /**
     * Returns the exception for a part of a conversation.
     *
     * @param field the part, such as {@code message 7.attachments}
     * @param problem the problem, such as "is not valid JSON", without the stored text
     * @param cause the cause, or null. Its message must not quote the stored text
     */
    public static CorruptDataException ofConversation(
            ConversationId conversation, String field, String problem, @Nullable Throwable cause) {
        return new CorruptDataException(
                field + " of " + conversation + " " + problem, conversation, null, field, cause);
    }

    /**
     * Returns the exception for a part of a session.
     *
     * @param field the part, such as {@code state}
     * @param problem the problem, such as "is not valid JSON", without the stored text
     * @param cause the cause, or null. Its message must not quote the stored text
     */
    public static CorruptDataException ofSession(
            SessionId session, String field, String problem, @Nullable Throwable cause) {
        return new CorruptDataException(field + " of " + session + " " + problem, null, session, field, cause);
    }

    /**
     * Returns the exception for data of which it is unknown which conversation or session it belongs to.
     *
     * @param message the whole message, without the stored text
     * @param cause the cause, or null. Its message must not quote the stored text
     */
    public static CorruptDataException ofStorage(String message, @Nullable Throwable cause) {
        return new CorruptDataException(message, null, null, null, cause);
    }

    /** Returns the conversation, or null if it is unknown or the data is a session's. */
    public @Nullable ConversationId conversation() {
        return conversation;
    }

    /** Returns the session, or null if it is unknown or the data is a conversation's. */
    public @Nullable SessionId session() {
        return session;
    }

    /** Returns the name of the unreadable part, or null if it is unknown. */
    public @Nullable String field() {
        return field;
    }

    @Override
    public CorruptDataException copy() {
        return new CorruptDataException(getMessage(), conversation, session, field, this);
    }
}
