package dev.chatstore.api;

import org.jspecify.annotations.Nullable;

/** A value exceeds a configured limit. Nothing was changed. */
public final class LimitExceededException extends ChatStoreException {
    private static final long serialVersionUID = 1L;

    private final @Nullable ConversationId conversation;
    private final @Nullable SessionId session;
    private final String field;
    private final String limit;
    private final long allowed;
    private final long actual;

    // Seven parameters: all parts, for the factories and copy().
    private LimitExceededException(
            @Nullable ConversationId conversation,
            @Nullable SessionId session,
            String field,
            String limit,
            long allowed,
            long actual,
            @Nullable Throwable cause) {
        super(
                field + " of " + (conversation == null ? session : conversation) + " is too large: " + actual
                        + ", the maximum is " + allowed + " (" + limit + ")",
                cause);
        this.conversation = conversation;
        this.session = session;
        this.field = field;
        this.limit = limit;
        this.allowed = allowed;
        this.actual = actual;
    }

    /**
     * Returns the exception for a part of a conversation.
     *
     * @param field the name of the value that is too large
     * @param limit the key of the setting that limits it
     * @param allowed the allowed maximum, in the setting's unit
     * @param actual the actual size, in the same unit
     */
    public static LimitExceededException ofConversation(
            ConversationId conversation, String field, String limit, long allowed, long actual) {
        return new LimitExceededException(conversation, null, field, limit, allowed, actual, null);
    }

    /**
     * Returns the exception for a part of a session.
     *
     * @param field the name of the value that is too large
     * @param limit the key of the setting that limits it
     * @param allowed the allowed maximum, in the setting's unit
     * @param actual the actual size, in the same unit
     */
    public static LimitExceededException ofSession(
            SessionId session, String field, String limit, long allowed, long actual) {
        return new LimitExceededException(null, session, field, limit, allowed, actual, null);
    }

    /** Returns the conversation, or null for a session. */
    public @Nullable ConversationId conversation() {
        return conversation;
    }

    /** Returns the session, or null for a conversation. */
    public @Nullable SessionId session() {
        return session;
    }

    /** Returns the name of the value that is too large. */
    public String field() {
        return field;
    }

    /** Returns the key of the setting that limits the value. */
    public String limit() {
        return limit;
    }

    /** Returns the allowed maximum, in the setting's unit. */
    public long allowed() {
        return allowed;
    }

    /** Returns the actual size, in the setting's unit. */
    public long actual() {
        return actual;
    }

    @Override
    public LimitExceededException copy() {
        return new LimitExceededException(conversation, session, field, limit, allowed, actual, this);
    }
}
