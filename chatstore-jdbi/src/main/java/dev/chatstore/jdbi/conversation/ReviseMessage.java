package dev.chatstore.jdbi.conversation;

import dev.chatstore.api.Change;
import dev.chatstore.api.ConflictException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.MessageErasure;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.core.codec.Json;
import dev.chatstore.jdbi.sql.Sql;
import dev.chatstore.jdbi.sql.SqlHandle;
import dev.chatstore.jdbi.sql.Transactions;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

/** Replaces the content of a message, or removes it, with or without its author. Safe for use by several threads. */
public final class ReviseMessage implements MessageErasure {
    private final Transactions transactions;
    private final LockedHeads heads;
    private final Consumer<Change> committed;

    /** Finds the message to revise. */
    private interface Finder extends Function<SqlHandle, Optional<Message>> {}

    /** Returns a message as it is to be, itself if nothing changes. */
    private interface Step {
        Message revised(SqlHandle sql, Message old, Instant now);
    }

    /**
     * A message after a revision.
     *
     * @param version the version of the conversation
     * @param isNew whether the revision changed it, possibly in an attempt whose reply was lost
     */
    private record Revision(long version, Message message, boolean isNew) {}

    /**
     * Creates the operations on a database.
     *
     * @param committed is notified of each revision after its commit
     */
    public ReviseMessage(Transactions transactions, LockedHeads heads, Consumer<Change> committed) {
        this.transactions = transactions;
        this.heads = heads;
        this.committed = committed;
    }

    /** Replaces the content of a message and keeps the old one. Returns empty if the message does not exist. */
    public Optional<Message> edit(ConversationId id, long sequence, MessageEdit edit) {
        return edit(id, edit, sql -> ReadHistory.find(sql, id, sequence));
    }

    /** Replaces the content of the message with an id of the caller's, as the method above does. */
    public Optional<Message> edit(ConversationId id, String messageId, MessageEdit edit) {
        return edit(id, edit, sql -> ReadHistory.find(sql, id, messageId));
    }

    private Optional<Message> edit(ConversationId id, MessageEdit edit, Finder finder) {
        return write(id, finder, Sql.INSERT_REVISION, (sql, old, now) -> {
            if (old.redacted()) {
                throw new InvalidInputException("message", "must not be a redacted one", 0);
            }
            if (old.unreadable().contains("role")) {
                throw CorruptDataException.ofConversation(
                        id, "message " + old.sequence() + ".role", "cannot be read: redact the message", null);
            }
            Message revised = old.revised(edit, now);
            Integer expected = edit.expectedRevision();
            if (revised.revision() > old.revision() && expected != null && expected != old.revision()) {
                if (sql.mayBeCommitted()) {
                    throw UnavailableException.maybeDone(
                            "the reply to an edit of message " + old.sequence() + " of " + id
                                    + " was lost and its outcome is unknown: read its revisions to see",
                            true,
                            null);
                }
                throw ConflictException.ofMessage(id, old.sequence(), expected, old.revision());
            }
            return revised;
        });
    }

    /** Removes the content of a message with its revisions. Returns empty if the message does not exist. */
    public Optional<Message> redact(ConversationId id, long sequence) {
        return redact(id, sql -> ReadHistory.find(sql, id, sequence));
    }

    /** Removes the content of the message with an id of the caller's, as the method above does. */
    public Optional<Message> redact(ConversationId id, String messageId) {
        return redact(id, sql -> ReadHistory.find(sql, id, messageId));
    }

    private Optional<Message> redact(ConversationId id, Finder finder) {
        return write(id, finder, Sql.DELETE_REVISIONS, (sql, old, now) -> old.emptied(now));
    }

    @Override
    public Optional<Message> erase(ConversationId id, long sequence, boolean withId) {
        return write(id, sql -> ReadHistory.find(sql, id, sequence), Sql.DELETE_REVISIONS, (sql, old, now) -> {
            Message erased = old.erased(now, withId);
            if (erased.revision() > old.revision()) {
                sql.update(Sql.REMOVE_AUTHOR, id)
                        .bind("sequence", sequence)
                        .bind("id", erased.id())
                        .execute();
            }
            return erased;
        });
    }

    /** Writes new content, after the statement that keeps or removes the old one, while the head is locked. */
    private Optional<Message> write(ConversationId id, Finder finder, Sql before, Step step) {
        // Of the last attempt that wrote: after a lost reply, an attempt that finds the revision does not know it.
        AtomicLong addedTokens = new AtomicLong();
        AtomicLong written = new AtomicLong();
        Optional<Revision> revised = transactions.write(sql -> {
            ConversationHead head = heads.lock(sql, id);
            return finder.apply(sql).map(old -> {
                Instant now = transactions.now();
                Message message = step.revised(sql, old, now);
                if (message.revision() == old.revision()) {
                    // Another writer's change since is reported by that writer.
                    return new Revision(head.version(), old, head.version() == written.get());
                }
                addedTokens.set(message.tokens() - old.tokens());
                written.set(head.version() + 1);
                sql.update(Sql.TOUCH_CONVERSATION, id)
                        .bind("added_tokens", addedTokens.get())
                        .bind("now", Micros.of(now))
                        .execute();
                sql.update(before, id).bind("sequence", old.sequence()).execute();
                update(sql, id, message, now);
                return new Revision(head.version() + 1, message, true);
            });
        });
        revised.filter(Revision::isNew)
                .map(revision -> new Change.Revised(id, revision.version(), revision.message(), addedTokens.get()))
                .ifPresent(committed);
        return revised.map(Revision::message);
    }

    /** Writes the content, and keeps what is stored of a part that cannot be read. */
    private static void update(SqlHandle sql, ConversationId id, Message revised, Instant now) {
        StoredContent content = new StoredContent(Json.write(revised.attachments()), Json.write(revised.metadata()));
        if (!revised.unreadable().isEmpty() && !revised.redacted()) {
            content = content.keeping(ReadHistory.stored(sql, id, revised.sequence()), revised);
        }
        sql.update(Sql.UPDATE_MESSAGE, id)
                .bind("sequence", revised.sequence())
                .bind("text", revised.text())
                .bind("attachments", content.attachments())
                .bind("metadata", content.metadata())
                .bind("tokens", revised.tokens())
                .bind("redacted", revised.redacted() ? 1 : 0)
                .bind("now", Micros.of(now))
                .execute();
    }
}
