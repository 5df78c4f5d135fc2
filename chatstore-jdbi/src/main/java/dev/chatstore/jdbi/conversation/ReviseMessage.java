package dev.chatstore.jdbi.conversation;

import dev.chatstore.api.Attachment;
import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.core.codec.Json;
import dev.chatstore.jdbi.sql.Sql;
import dev.chatstore.jdbi.sql.SqlHandle;
import dev.chatstore.jdbi.sql.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Replaces the content of a message, or removes it. Safe for use by several threads. */
public final class ReviseMessage {
    private final Transactions transactions;
    private final LockedHeads heads;
    private final Consumer<Change> committed;

    /** The content of a message. */
    private record Content(
            String text, List<Attachment> attachments, Map<String, @Nullable Object> metadata, boolean redacted) {
        static Content of(Message message) {
            return new Content(message.text(), message.attachments(), message.metadata(), message.redacted());
        }

        static Content of(MessageEdit edit, Message old) {
            return new Content(
                    edit.text(),
                    edit.attachments() == null ? old.attachments() : edit.attachments(),
                    edit.metadata() == null ? old.metadata() : edit.metadata(),
                    false);
        }
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
        return write(id, sequence, Sql.INSERT_REVISION, old -> {
            if (old.redacted()) {
                throw new InvalidInputException("sequence", "must not be that of a redacted message", 0);
            }
            return Content.of(edit, old);
        });
    }

    /** Removes the content of a message with its revisions. Returns empty if the message does not exist. */
    public Optional<Message> redact(ConversationId id, long sequence) {
        Content nothing = new Content("", List.of(), Map.of(), true);
        return write(id, sequence, Sql.DELETE_REVISIONS, old -> nothing);
    }

    /** Writes new content, after the statement that keeps or removes the old one, while the head is locked. */
    private Optional<Message> write(
            ConversationId id, long sequence, Sql before, Function<Message, Content> newContent) {
        Optional<Revision> revised = transactions.write(sql -> {
            ConversationHead head = heads.lock(sql, id);
            return ReadHistory.find(sql, id, sequence).map(old -> {
                Content content = newContent.apply(old);
                return content.equals(Content.of(old))
                        ? new Revision(head.version(), old, sql.mayBeCommitted())
                        : new Revision(head.version() + 1, revise(sql, id, old, content, before), true);
            });
        });
        revised.filter(Revision::isNew)
                .ifPresent(
                        revision -> committed.accept(new Change.Revised(id, revision.version(), revision.message())));
        return revised.map(Revision::message);
    }

    private Message revise(SqlHandle sql, ConversationId id, Message old, Content content, Sql before) {
        Instant now = transactions.now();
        sql.update(Sql.TOUCH_CONVERSATION, id).bind("now", Micros.of(now)).execute();
        sql.update(before, id).bind("sequence", old.sequence()).execute();
        sql.update(Sql.UPDATE_MESSAGE, id)
                .bind("sequence", old.sequence())
                .bind("text", content.text())
                .bind("attachments", Json.write(content.attachments()))
                .bind("metadata", Json.write(content.metadata()))
                .bind("redacted", content.redacted() ? 1 : 0)
                .bind("now", Micros.of(now))
                .execute();
        return revised(old, content, now);
    }

    private static Message revised(Message old, Content content, Instant now) {
        return new Message(
                old.sequence(),
                old.version(),
                old.id(),
                old.role(),
                old.author(),
                content.text(),
                content.attachments(),
                content.metadata(),
                old.parent(),
                old.tokens(),
                old.revision() + 1,
                old.created(),
                now,
                content.redacted());
    }
}
