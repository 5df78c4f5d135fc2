package dev.chatstore.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Another writer was first: the conversation, message or session is not at the expected version. Nothing was changed.
 */
public final class ConflictException extends ChatStoreException {
    /** The maximum number of missed messages that a conflict carries. */
    public static final int MAX_MISSED = 100;

    private static final long serialVersionUID = 1L;

    private final @Nullable ConversationId conversation;
    private final @Nullable SessionId session;
    private final long sequence;
    private final long expected;
    private final long current;
    private final List<Message> missed;
    private final boolean complete;

    // Eight parameters: all parts, for the factories and copy().
    private ConflictException(
            @Nullable ConversationId conversation,
            @Nullable SessionId session,
            long sequence,
            long expected,
            long current,
            List<Message> missed,
            boolean complete,
            @Nullable Throwable cause) {
        super(message(conversation, session, sequence, expected, current), cause);
        this.conversation = conversation;
        this.session = session;
        this.sequence = sequence;
        this.expected = expected;
        this.current = current;
        this.missed = List.copyOf(missed);
        this.complete = complete;
    }

    private static String message(
            @Nullable ConversationId conversation,
            @Nullable SessionId session,
            long sequence,
            long expected,
            long current) {
        if (sequence > 0) {
            return "message " + sequence + " of " + conversation + " is at revision " + current
                    + ", not at the expected " + expected;
        }
        Object what = conversation == null ? session : conversation;
        return current == 0
                ? what + " does not exist, but was expected at version " + expected
                : what + " is at version " + current + ", not at the expected " + expected;
    }

    /**
     * Returns the conflict of a change to a conversation.
     *
     * @param conversation the conversation
     * @param expectedVersion the expected version
     * @param currentVersion the current version, 0 if the conversation does not exist
     * @param missed the newest messages appended after the expected version, oldest first
     * @param complete whether those are all of them
     */
    public static ConflictException ofConversation(
            ConversationId conversation,
            long expectedVersion,
            long currentVersion,
            List<Message> missed,
            boolean complete) {
        return new ConflictException(conversation, null, 0, expectedVersion, currentVersion, missed, complete, null);
    }

    /**
     * Returns the conflict of an edit.
     *
     * @param conversation the conversation
     * @param sequence the sequence of the message
     * @param expectedRevision the expected revision
     * @param currentRevision the current revision
     */
    public static ConflictException ofMessage(
            ConversationId conversation, long sequence, int expectedRevision, int currentRevision) {
        return new ConflictException(
                conversation, null, sequence, expectedRevision, currentRevision, List.of(), true, null);
    }

    /**
     * Returns the conflict of a change to a session.
     *
     * @param session the session
     * @param expectedVersion the expected version
     * @param currentVersion the current version, 0 if the session does not exist
     */
    public static ConflictException ofSession(SessionId session, long expectedVersion, long currentVersion) {
        return new ConflictException(null, session, 0, expectedVersion, currentVersion, List.of(), true, null);
    }

    /** Returns the conversation, or null for a session. */
    public @Nullable ConversationId conversation() {
        return conversation;
    }

    /** Returns the session, or null for a conversation or message. */
    public @Nullable SessionId session() {
        return session;
    }

    /** Returns the sequence of the edited message, or 0 if the conflict is not that of an edit. */
    public long sequence() {
        return sequence;
    }

    /** Returns the expected version of the conversation or session; 0 for an edit. */
    public long expectedVersion() {
        return sequence > 0 ? 0 : expected;
    }

    /** Returns the current version, 0 if the conversation or session does not exist; 0 for an edit. */
    public long currentVersion() {
        return sequence > 0 ? 0 : current;
    }

    /** Returns the expected revision of the edited message; 0 if the conflict is not that of an edit. */
    public int expectedRevision() {
        return sequence > 0 ? (int) expected : 0;
    }

    /** Returns the current revision of the edited message; 0 if the conflict is not that of an edit. */
    public int currentRevision() {
        return sequence > 0 ? (int) current : 0;
    }

    /**
     * Returns the messages that were appended after the expected version, oldest first: at most the newest {@value
     * #MAX_MISSED}. Empty for a session or an edit.
     */
    public List<Message> missed() {
        return missed;
    }

    /** Returns whether {@link #missed()} has all messages that were appended after the expected version. */
    public boolean complete() {
        return complete;
    }

    @Override
    public ConflictException copy() {
        return new ConflictException(conversation, session, sequence, expected, current, missed, complete, this);
    }
}
