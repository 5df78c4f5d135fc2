package dev.chatstore.api;

import java.util.List;
import java.util.Optional;

/**
 * Keeps conversations: every message, in one order, for good.
 *
 * <p>Messages of a conversation are numbered 1, 2, 3 and so on as they are committed, without gaps and without regard to
 * any clock. Each committed change raises the conversation's version by one. A store is safe for use by any number of
 * threads, virtual ones among them; calls block until the store has answered or a configured time is over, and an
 * interrupt neither breaks a call off nor is lost: the flag is set when the call returns.
 *
 * <p>Costs are given for a store on a database: a statement is one round trip there, and the commit of several is one
 * more. A transaction that is tried again costs the same again. None of them grows with the length of a conversation's
 * history unless it says so.
 *
 * <p>Every method throws {@link ClosedException} once the store is closed, {@link UnavailableException} when the store
 * cannot be reached or does not answer in time, and {@link CorruptDataException} when what is stored cannot be read.
 * What a method throws beside these stands with it.
 */
public interface ChatStore {
    /**
     * Returns the conversation of that id, made with that profile if it was not there. An existing one is returned as it
     * is, whatever its profile. Among any number of concurrent callers one makes it; all get the same.
     *
     * <p>Cost: one statement where it is there; where it is new one short transaction of at most four more, and on a server
     * one statement before it. Sending it again is safe.
     *
     * @throws LimitExceededException if the system prompt or the metadata is over the configured size
     */
    Conversation open(ConversationId id, Profile profile);

    /**
     * Returns the conversation, or empty if it is not there.
     *
     * <p>Cost: one statement, two index look-ups.
     */
    Optional<Conversation> find(ConversationId id);

    /**
     * Returns conversations by tenant or owner, newest first: by the time they were created, later ones first, and by the
     * code points of the id, higher ones first, among those of the same microsecond. A conversation that stays is on exactly one page, whatever happens to others
     * between two calls.
     *
     * <p>Cost: one statement that reads as many index entries as it returns, and passes over those that the archived
     * filter leaves out; no message is touched.
     *
     * @throws InvalidInputException if the cursor is not one that this store gave
     */
    Page<Conversation> list(ConversationQuery query);

    /**
     * Changes what is said about a conversation, and returns it as it is now; empty if it is not there and no version was
     * expected. A patch that changes nothing leaves the version.
     *
     * <p>Cost: one short transaction of at most four statements.
     *
     * @throws ConflictException if the patch expects another version than the conversation has
     * @throws LimitExceededException if the system prompt or the metadata is over the configured size
     */
    Optional<Conversation> patch(ConversationPatch patch);

    /**
     * Removes a conversation with everything that hangs on it, and returns whether it was there. It wins over writers
     * that began before: their messages go with it. A later append starts a new conversation at sequence 1, whose
     * version goes on from the old one's.
     *
     * <p>Cost: one transaction of five statements; grows with the number of messages removed.
     */
    boolean delete(ConversationId id);

    /**
     * Appends to many conversations, and returns what became of each, in the order given. Each append is committed whole
     * or not at all, by itself: one that is refused leaves the others alone. Appends to the same conversation are made
     * in the order given.
     *
     * <p>Messages whose ids are all in the conversation already are not written again: the receipt tells where they
     * are. This holds before any expected version is looked at, so that an append whose answer was lost can be sent
     * again as it was. After an edit the content they had at first still counts; after a redaction any content counts as
     * theirs.
     *
     * <p>An outcome is an {@link AppendReceipt}, or an {@link AppendRefusal} for one of these reasons:
     *
     * <ul>
     *   <li>{@link ConflictException}: the conversation is not at the expected version; carries what was missed, as of
     *       the append's turn among the others.
     *   <li>{@link DuplicateMessageException}: some ids are taken and others new, or stand for other content.
     *   <li>{@link InvalidInputException}: a parent that does not come before its message.
     *   <li>{@link LimitExceededException}: a text or metadata over the configured size, or a full in-memory store.
     *   <li>{@link UnavailableException}: the outcome may be unknown; send the same again.
     * </ul>
     *
     * <p>Cost, for all of them together and shared with whatever other threads append meanwhile: one statement on
     * PostgreSQL, one short transaction of three on other databases; several of these where a call is too large for one.
     * What is sent again, conflicts, or begins anew after a removal costs one more short transaction, as does the first
     * append to a conversation on MySQL and MariaDB; each conflict, one more statement.
     */
    List<AppendOutcome> appendAll(List<Append> appends);

    /**
     * Returns the messages of a slice, oldest first; empty if there are none or the conversation is not there.
     *
     * <p>Cost: one statement that reads as many messages as it returns. A path costs one index look-up for each of its
     * messages.
     */
    List<Message> history(ConversationId id, Slice slice);

    /**
     * Returns the message at a sequence, or empty if there is none.
     *
     * <p>Cost: one statement, one index look-up.
     */
    Optional<Message> find(ConversationId id, long sequence);

    /**
     * Returns the message of an id that its sender gave it, or empty if there is none.
     *
     * <p>Cost: one statement, two index look-ups.
     *
     * @throws InvalidInputException if the id is not a valid one
     */
    Optional<Message> find(ConversationId id, String messageId);

    /**
     * Gives a message new content in its old place, and returns it as it is now; empty if it is not there. The older
     * content stays among its {@link #revisions}. An edit that changes nothing raises neither the revision nor the
     * version, so that sending it again is safe.
     *
     * <p>Cost: one short transaction of at most five statements.
     *
     * @throws InvalidInputException if the message was redacted
     * @throws LimitExceededException if the text or the metadata is over the configured size
     */
    Optional<Message> edit(ConversationId id, long sequence, MessageEdit edit);

    /**
     * Empties a message for good, its older revisions with it, and returns what is left in its place: the sequence, the
     * id, the role and the author. Empty if it is not there. Redacting again changes nothing.
     *
     * <p>Cost: one short transaction of at most five statements.
     */
    Optional<Message> redact(ConversationId id, long sequence);

    /**
     * Returns all revisions of a message, the first first and the current one last; empty if it is not there. At most
     * the newest {@value Slice#MAX_LIMIT}.
     *
     * <p>Cost: one statement; grows with the number of revisions.
     */
    List<Message> revisions(ConversationId id, long sequence);

    /**
     * Appends messages and returns once they are durable: all or none, in the order given, one after the other.
     *
     * <p>Cost and idempotence: as {@link #appendAll}.
     *
     * @throws ConflictException if the conversation is not at the expected version
     * @throws DuplicateMessageException if some ids are taken and others new, or stand for other content
     * @throws InvalidInputException if a parent does not come before its message
     * @throws LimitExceededException if a text or metadata is over the configured size
     */
    default AppendReceipt append(Append append) {
        return appendAll(List.of(append)).get(0).receipt();
    }

    /**
     * Appends messages to whatever is there, as {@link #append(Append)} does.
     *
     * @throws DuplicateMessageException if some ids are taken and others new, or stand for other content
     * @throws InvalidInputException if there is no message, two have the same id, or a parent does not come before its
     *     message
     * @throws LimitExceededException if a text or metadata is over the configured size
     */
    default AppendReceipt append(ConversationId id, NewMessage... messages) {
        return append(Append.of(id, messages));
    }

    /**
     * Returns the newest messages, oldest first; empty if the conversation is not there.
     *
     * <p>Cost: one statement that reads as many messages as it returns.
     *
     * @throws InvalidInputException if the number is not from 1 to {@value Slice#MAX_LIMIT}
     */
    default List<Message> recent(ConversationId id, int limit) {
        return history(id, Slice.newest(limit));
    }

    /**
     * Returns this store without what caches may leave old: each read returns what is committed in the durable store at
     * some time between its call and its return. Where there is no cache that is this store itself.
     *
     * <p>Cost: what a cache holds is compared by its version, in one small statement, before it is used.
     */
    default ChatStore latest() {
        return this;
    }
}
