package dev.chatstore.api;

import java.util.List;
import java.util.Optional;

/**
 * Keeps conversations: every message, in one order, durably.
 *
 * <p>The messages of a conversation are numbered 1, 2, 3 and so on in the order of their commits, without gaps and
 * independent of any clock. If the oldest were removed, a history begins at {@link Conversation#firstSequence}; a removed message
 * does not exist for any call, except that its id stays taken. Each committed change raises the conversation's version by one.
 * A store is safe for use by any
 * number of threads, including virtual ones. A call blocks until the store has answered or a configured time is over. An
 * interrupt does not end a call: the flag is set again when the call returns.
 *
 * <p>Costs are given for a store on a database: a statement is one round trip, and the commit of a transaction of several
 * statements is one more. A retried transaction costs the same again. No cost grows with the length of a conversation's
 * history unless a method says so.
 *
 * <p>Every method throws {@link ClosedException} once the storage is closed, {@link UnavailableException} if the store
 * cannot be reached or does not answer in time, and {@link CorruptDataException} if stored data cannot be read. Methods
 * list their other exceptions. A damaged message or profile is no reason for it: they are returned with the names of their
 * unreadable parts ({@link Message#unreadable}, {@link Profile#unreadable}), and what is stored next to them as it is.
 */
// 16 primitives: one for each operation on conversations and messages, by both keys that a message has.
public interface ChatStore {
    /**
     * Returns the conversation, and creates it with a profile if it does not exist. An existing conversation is returned
     * unchanged, whatever its profile. Of any number of concurrent callers one creates it, and all get the same
     * conversation. Sending the call again is safe.
     *
     * <p>Cost: one statement if the conversation exists. If it is new, one short transaction of at most four more
     * statements, and on a server one statement before it.
     *
     * @throws LimitExceededException if the system prompt or the metadata exceeds the configured size
     */
    Conversation open(ConversationId id, Profile profile);

    /**
     * Returns the conversation, or empty if it does not exist.
     *
     * <p>Cost: one statement with two index look-ups.
     */
    Optional<Conversation> find(ConversationId id);

    /**
     * Returns one page of the conversations that a query selects, in the query's order, newest first. Conversations of
     * the same microsecond are ordered by the code points of their ids, higher ones first.
     *
     * <p>In the order of creation, a conversation that exists throughout is on exactly one page, whatever happens to
     * others between two calls. In the order of the last activity, a conversation that receives a message between two
     * calls moves to the front, where the next first page has it.
     *
     * <p>Cost: one statement, and no message is read. By creation it reads as many index entries as it returns
     * conversations, and those that the archived filter skips. By last activity it reads and sorts, for an owner, all
     * conversations of the owner; for a tenant, the conversations that were last active on the days (UTC) that the page
     * covers. On Redis, two round trips for as many conversations.
     *
     * @throws InvalidInputException if the cursor was not returned by this store for the same order
     */
    Page<Conversation> list(ConversationQuery query);

    /**
     * Returns the number of conversations that a query selects, whatever its order, limit and cursor.
     *
     * <p>Cost: one statement that reads one index entry for each conversation of the tenant or owner. On Redis it reads the
     * head of each conversation.
     */
    long count(ConversationQuery query);

    /**
     * Changes a conversation's profile or archived flag, and returns the conversation after the change; empty if it does
     * not exist and the patch expects no version, or version 0. A patch that changes nothing keeps the version.
     *
     * <p>Cost: one short transaction of at most four statements.
     *
     * @throws ConflictException if the patch expects another version than the conversation has
     * @throws LimitExceededException if the system prompt or the metadata exceeds the configured size
     */
    Optional<Conversation> patch(ConversationPatch patch);

    /**
     * Deletes a conversation with everything that belongs to it, and returns whether it existed. A delete wins over
     * writers that began before it: their messages are deleted too. A later append creates a new conversation that begins
     * at sequence 1, and whose version continues from the old one's.
     *
     * <p>Cost: one transaction of five statements; it grows with the number of messages. A database marks a conversation
     * of more than 1,000 messages, so that it is gone for all readers at once, and then removes the messages, at most
     * 1,000 rows in each transaction, before the call returns. If that is interrupted, the call succeeds and the background
     * purge completes it.
     */
    boolean delete(ConversationId id);

    /**
     * Deletes a conversation as {@link #delete(ConversationId)} does, if it is at an expected version. A conversation that
     * does not exist is no conflict, so that sending the call again is safe.
     *
     * @throws ConflictException if the conversation has another version; nothing is deleted
     * @throws InvalidInputException if the version is not positive
     */
    boolean delete(ConversationId id, long expectedVersion);

    /**
     * Appends to many conversations, and returns the outcome of each append in the given order. Each append is committed
     * by itself, all or none: a refused one does not affect the others. Appends to the same conversation are made in the
     * given order.
     *
     * <p>Messages whose ids are all stored in the conversation already are not written again: the receipt has their
     * sequences. Role and text decide whether a message is the same; metadata, tokens, author, attachments, parent and
     * time of a second sending are ignored. This is checked before any expected version, so that an append whose reply
     * was lost can be sent again unchanged. After an edit the original content counts; after a redaction any content
     * counts as the same.
     *
     * <p>A message that is written to an archived conversation makes it active again.
     *
     * <p>An outcome is an {@link AppendReceipt}, or an {@link AppendRefusal} for one of these reasons:
     *
     * <ul>
     *   <li>{@link ConflictException}: the conversation is not at the expected version. It carries the missed messages,
     *       as of the append's turn among the others.
     *   <li>{@link DuplicateMessageException}: some ids are taken and others new, or stored with another role or text.
     *   <li>{@link InvalidInputException}: a parent does not come before its message.
     *   <li>{@link LimitExceededException}: a text, a profile or metadata exceeds the configured size, or an in-memory
     *       store is full.
     *   <li>{@link UnavailableException}: if the outcome is unknown, send the same append again.
     * </ul>
     *
     * <p>Cost, for all appends together and shared with those of other threads at the same time: one statement on
     * PostgreSQL; one round trip on MySQL and MariaDB, one more if this process has not appended to a conversation before,
     * and two more if another process has changed it since; one short transaction of three statements on SQLite, and of two
     * or three on MySQL and MariaDB if the connections take one statement at a time or a call is too large for one packet;
     * several of these if a call is too large for one. Messages that are sent again, conflicts, and the
     * first append after a delete cost one more short transaction, as does the first append to a conversation on PostgreSQL
     * if it carries a profile; each conflict costs one more statement.
     */
    List<AppendOutcome> appendAll(List<Append> appends);

    /**
     * Returns the messages of a slice, oldest first; empty if there are none or the conversation does not exist.
     *
     * <p>Cost: one statement that reads as many messages as it returns. A path costs one index look-up for each of its
     * messages.
     */
    List<Message> history(ConversationId id, Slice slice);

    /**
     * Returns the message at a sequence, or empty if it does not exist.
     *
     * <p>Cost: one statement with one index look-up.
     */
    Optional<Message> find(ConversationId id, long sequence);

    /**
     * Returns the message with a caller's id, or empty if it does not exist.
     *
     * <p>Cost: one statement with two index look-ups.
     *
     * @throws InvalidInputException if the id is not a valid one
     */
    Optional<Message> find(ConversationId id, String messageId);

    /**
     * Replaces the content of a message, and returns the message after the edit; empty if it does not exist. The old
     * content stays among its {@link #revisions}. The conversation's token total follows. An edit that changes nothing
     * keeps the revision and the version, whatever revision it expects, so that sending it again is safe.
     *
     * <p>Cost: one short transaction of at most five statements.
     *
     * @throws ConflictException if the edit expects another revision than the message has
     * @throws InvalidInputException if the message was redacted
     * @throws LimitExceededException if the text or the metadata exceeds the configured size
     * @throws CorruptDataException if the role of the message cannot be read
     */
    Optional<Message> edit(ConversationId id, long sequence, MessageEdit edit);

    /**
     * Replaces the content of the message with a caller's id, as {@link #edit(ConversationId, long, MessageEdit)} does.
     *
     * @throws ConflictException if the edit expects another revision than the message has
     * @throws InvalidInputException if the message was redacted, or the id is not a valid one
     * @throws LimitExceededException if the text or the metadata exceeds the configured size
     */
    Optional<Message> edit(ConversationId id, String messageId, MessageEdit edit);

    /**
     * Empties a message and its older revisions for good, and returns the message after that: the sequence, the id, the
     * role, the author and the times remain, and its tokens are 0. Empty if it does not exist. Redacting again changes
     * nothing. A damaged message can be redacted too.
     *
     * <p>Cost: one short transaction of at most five statements.
     */
    Optional<Message> redact(ConversationId id, long sequence);

    /**
     * Empties the message with a caller's id, as {@link #redact(ConversationId, long)} does.
     *
     * @throws InvalidInputException if the id is not a valid one
     */
    Optional<Message> redact(ConversationId id, String messageId);

    /**
     * Returns all revisions of a message, the first one first and the current one last: at most the newest {@value
     * Slice#MAX_LIMIT}. Empty if the message does not exist.
     *
     * <p>Cost: one statement; it grows with the number of revisions.
     */
    List<Message> revisions(ConversationId id, long sequence);

    /**
     * Appends messages, and returns once they are durable: all or none, in the given order, contiguous.
     *
     * <p>Cost and idempotence: as {@link #appendAll}.
     *
     * @throws ConflictException if the conversation is not at the expected version
     * @throws DuplicateMessageException if some ids are taken and others new, or stored with another role or text
     * @throws InvalidInputException if a parent does not come before its message
     * @throws LimitExceededException if a text, the profile or metadata exceeds the configured size
     */
    default AppendReceipt append(Append append) {
        return appendAll(List.of(Checks.required("append", append))).get(0).receipt();
    }

    /**
     * Appends one or more messages whatever the conversation's version is, as {@link #append(Append)} does.
     *
     * @throws DuplicateMessageException if some ids are taken and others new, or stored with another role or text
     * @throws InvalidInputException if two messages have the same id, or a parent does not come before its message
     * @throws LimitExceededException if a text or metadata exceeds the configured size
     */
    default AppendReceipt append(ConversationId id, NewMessage first, NewMessage... more) {
        return append(Append.of(id, first, more));
    }

    /**
     * Appends messages whatever the conversation's version is, as {@link #append(Append)} does.
     *
     * @throws DuplicateMessageException if some ids are taken and others new, or stored with another role or text
     * @throws InvalidInputException if the list is empty or too long, two messages have the same id, or a parent does not
     *     come before its message
     * @throws LimitExceededException if a text or metadata exceeds the configured size
     */
    default AppendReceipt append(ConversationId id, List<NewMessage> messages) {
        return append(Append.of(id, messages));
    }

    /**
     * Returns all revisions of the message with a caller's id, as {@link #revisions(ConversationId, long)} does.
     *
     * <p>Cost: two statements; it grows with the number of revisions.
     *
     * @throws InvalidInputException if the id is not a valid one
     */
    default List<Message> revisions(ConversationId id, String messageId) {
        return find(id, messageId)
                .map(message -> revisions(id, message.sequence()))
                .orElse(List.of());
    }

    /**
     * Returns the newest messages, oldest first; empty if the conversation does not exist.
     *
     * <p>Cost: one statement that reads as many messages as it returns.
     *
     * @throws InvalidInputException if the limit is not from 1 to {@value Slice#MAX_LIMIT}
     */
    default List<Message> recent(ConversationId id, int limit) {
        return history(id, Slice.newest(limit));
    }

    /**
     * Returns the newest messages on the path to the conversation's newest message, oldest first. A regenerated answer,
     * whose parent is the same question, replaces the old answer there: this is what to show a model. Without branches it
     * is the same as {@link #recent}.
     *
     * <p>Cost: one statement with one index look-up for each message that it returns.
     *
     * @throws InvalidInputException if the limit is not from 1 to {@value Slice#MAX_LIMIT}
     */
    default List<Message> recentPath(ConversationId id, int limit) {
        return history(id, Slice.pathToNewest(limit));
    }

    /**
     * Returns the replies to a message, which are the messages whose parent it is, oldest first: at most the first
     * {@value Slice#MAX_LIMIT}. For 0, the messages that begin at the conversation's start. Empty if there are none.
     *
     * <p>Cost: one statement with one index look-up for each reply that it returns, and one for the next message. Use {@link
     * Slice#repliesTo(long, long, int)} to read more replies, page by page.
     *
     * @throws InvalidInputException if the sequence is negative
     */
    default List<Message> replies(ConversationId id, long sequence) {
        return history(id, Slice.repliesTo(sequence, Slice.MAX_LIMIT));
    }

    /**
     * Returns a view of this store that never returns outdated data from a cache: each read returns what was committed in
     * the durable store at some time between the call and its return. Without caches, this store itself.
     *
     * <p>Cost: one small statement for each read, which compares a cached entry's version with the durable store.
     */
    default ChatStore latest() {
        return this;
    }
}
