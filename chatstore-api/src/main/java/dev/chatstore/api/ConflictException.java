package dev.chatstore.api;

import java.util.List;

/** Somebody else was first: what was to be changed is not at the expected version. Nothing was changed. */
public final class ConflictException extends ChatStoreException {
    /** The most messages that a conflict carries. */
    public static final int MAX_MISSED = 100;

    private static final long serialVersionUID = 1L;

    private final long expectedVersion;
    private final long currentVersion;
    private final transient List<Message> missed;
    private final boolean complete;

    private ConflictException(
            String what, long expectedVersion, long currentVersion, List<Message> missed, boolean complete) {
        super(what + " is at version " + currentVersion + ", not at the expected " + expectedVersion, null);
        this.expectedVersion = expectedVersion;
        this.currentVersion = currentVersion;
        this.missed = List.copyOf(missed);
        this.complete = complete;
    }

    /**
     * Returns the conflict of a change to a conversation.
     *
     * @param conversation the conversation
     * @param expectedVersion the version that was expected
     * @param currentVersion the version it has, 0 if it is not there
     * @param missed the newest messages appended after the expected version, oldest first
     * @param complete whether those are all of them
     */
    public static ConflictException of(
            ConversationId conversation,
            long expectedVersion,
            long currentVersion,
            List<Message> missed,
            boolean complete) {
        return new ConflictException(conversation.toString(), expectedVersion, currentVersion, missed, complete);
    }

    /**
     * Returns the conflict of a change to a session.
     *
     * @param session the session
     * @param expectedVersion the version that was expected
     * @param currentVersion the version it has, 0 if it is not there
     */
    public static ConflictException of(SessionKey session, long expectedVersion, long currentVersion) {
        return new ConflictException(session.toString(), expectedVersion, currentVersion, List.of(), true);
    }

    /** Returns the version that was expected. */
    public long expectedVersion() {
        return expectedVersion;
    }

    /** Returns the version there is, 0 if there is nothing. */
    public long currentVersion() {
        return currentVersion;
    }

    /**
     * Returns the messages that were appended after the expected version, oldest first: at most the newest {@value
     * #MAX_MISSED}. Empty for a session.
     */
    public List<Message> missed() {
        return missed;
    }

    /** Returns whether {@link #missed()} holds all messages appended after the expected version. */
    public boolean complete() {
        return complete;
    }
}
