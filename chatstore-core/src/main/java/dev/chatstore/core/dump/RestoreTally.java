package dev.chatstore.core.dump;

import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.LimitExceededException;
import dev.chatstore.api.SessionId;
import java.util.ArrayList;
import java.util.List;

/** Counts what a restore or a copy does. For one thread. */
final class RestoreTally {
    private final boolean dryRun;
    private Quantity added = Quantity.NONE;
    private Quantity alreadyThere = Quantity.NONE;
    private Quantity replaced = Quantity.NONE;
    private Quantity different = Quantity.NONE;
    private Quantity refused = Quantity.NONE;
    private Quantity removed = Quantity.NONE;
    private long expired;
    private long leftOut;
    private long raised;
    private final List<ConversationId> differentConversations = new ArrayList<>();
    private final List<SessionId> differentSessions = new ArrayList<>();
    private final List<ChatStoreException> refusals = new ArrayList<>();

    RestoreTally(boolean dryRun) {
        this.dryRun = dryRun;
    }

    void added(Incoming conversation, long version) {
        added = added.plus(1, conversation.messages(), 0);
        noteVersion(conversation, version);
    }

    void addedSessions(long count) {
        added = added.plus(0, 0, count);
    }

    void alreadyThere(Incoming conversation, long version) {
        alreadyThere = alreadyThere.plus(1, conversation.messages(), 0);
        noteVersion(conversation, version);
    }

    /** Counts a conversation whose head shows that it is there. */
    void alreadyThere(Conversation given, long version) {
        alreadyThere = alreadyThere.plus(1, given.messageCount(), 0);
        noteVersion(given, version);
    }

    void sessionAlreadyThere() {
        alreadyThere = alreadyThere.plus(0, 0, 1);
    }

    void replaced(Incoming conversation, long version) {
        replaced = replaced.plus(1, conversation.messages(), 0);
        noteVersion(conversation, version);
    }

    void replacedSession() {
        replaced = replaced.plus(0, 0, 1);
    }

    private void noteVersion(Incoming conversation, long version) {
        noteVersion(conversation.snapshot().head(), version);
    }

    private void noteVersion(Conversation given, long version) {
        if (version > given.version()) {
            raised++;
        }
    }

    void different(Incoming conversation) {
        different = different.plus(1, conversation.messages(), 0);
        list(differentConversations, conversation.id());
    }

    void different(SessionId session) {
        different = different.plus(0, 0, 1);
        list(differentSessions, session);
    }

    void refused(Incoming conversation, ChatStoreException reason) {
        refused = refused.plus(1, conversation.messages(), 0);
        list(refusals, reason);
    }

    /** Counts a conversation that cannot be read, whose messages are unknown. */
    void unreadable(ChatStoreException reason) {
        refused = refused.plus(1, 0, 0);
        list(refusals, reason);
    }

    void refusedSession(ChatStoreException reason) {
        refused = refused.plus(0, 0, 1);
        list(refusals, reason);
    }

    void removedConversation(long messages) {
        removed = removed.plus(1, messages, 0);
    }

    void removedSession() {
        removed = removed.plus(0, 0, 1);
    }

    /** Notes how many the source says were left out of it. */
    void leftOut(long count) {
        leftOut = count;
    }

    void expiredSession() {
        expired++;
    }

    /** Returns whether it is the given conversation or session that is refused, not the store that is full or away. */
    static boolean isRefusal(Throwable error) {
        return error instanceof InvalidInputException
                || (error instanceof CorruptDataException corrupt && corrupt.conversation() != null)
                || (error instanceof LimitExceededException limit
                        && limit.limit().startsWith("limits."));
    }

    /** Returns whether one conversation of a call is refused, whatever became of the others. */
    static boolean hasRefusal(ChatStoreException error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (isRefusal(cause)) {
                return true;
            }
        }
        return false;
    }

    private static <T> void list(List<T> listed, T one) {
        if (listed.size() < RestoreReport.LISTED) {
            listed.add(one);
        }
    }

    /** Returns how much was handled so far. */
    Quantity handled() {
        Quantity all = Quantity.NONE;
        for (Quantity one : List.of(added, alreadyThere, replaced, different, refused)) {
            all = all.plus(one.conversations(), one.messages(), one.sessions());
        }
        return all.plus(0, 0, expired);
    }

    RestoreReport report() {
        return new RestoreReport(
                dryRun,
                added,
                alreadyThere,
                replaced,
                different,
                refused,
                expired,
                leftOut,
                raised,
                differentConversations,
                differentSessions,
                refusals,
                removed);
    }
}
