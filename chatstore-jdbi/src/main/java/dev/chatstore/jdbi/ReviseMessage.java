package dev.chatstore.jdbi;

import dev.chatstore.api.Attachment;
import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.core.codec.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Gives a message new content in its place, or none. */
final class ReviseMessage {
    private final Engine engine;
    private final HeldHeads heldHeads;
    private final ReadHistory history;

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
     * A message as it is now.
     *
     * @param version the conversation's version
     * @param isNew whether it was made so just now, be it by a try whose reply was lost
     */
    private record Revision(long version, Message message, boolean isNew) {}

    ReviseMessage(Engine engine, HeldHeads heldHeads, ReadHistory history) {
        this.engine = engine;
        this.heldHeads = heldHeads;
        this.history = history;
    }

    Optional<Message> edit(ConversationId id, long sequence, MessageEdit edit) {
        return write(id, sequence, Sql.INSERT_REVISION, old -> {
            if (old.redacted()) {
                throw new InvalidInputException("sequence", "must not be that of a redacted message", 0);
            }
            return Content.of(edit, old);
        });
    }

    Optional<Message> redact(ConversationId id, long sequence) {
        Content nothing = new Content("", List.of(), Map.of(), true);
        return write(id, sequence, Sql.DELETE_REVISIONS, old -> nothing);
    }

    /** Writes new content, after the statement that sees to the old one; the conversation is held meanwhile. */
    private Optional<Message> write(
            ConversationId id, long sequence, Sql before, Function<Message, Content> newContent) {
        Optional<Revision> made = engine.transactions().write((handle, again) -> {
            Head head = heldHeads.hold(handle, id);
            return history.find(handle, id, sequence).map(old -> {
                Content content = newContent.apply(old);
                return content.equals(Content.of(old))
                        ? new Revision(head.version(), old, again)
                        : new Revision(head.version() + 1, revise(handle, id, old, content, before), true);
            });
        });
        made.filter(Revision::isNew)
                .ifPresent(revision ->
                        engine.committed().accept(new Change.Revised(id, revision.version(), revision.message())));
        return made.map(Revision::message);
    }

    private Message revise(Handle handle, ConversationId id, Message old, Content content, Sql before) {
        Instant now = engine.now();
        engine.update(handle, Sql.TOUCH_CONVERSATION, id)
                .bind("now", Micros.of(now))
                .execute();
        engine.update(handle, before, id).bind("sequence", old.sequence()).execute();
        engine.update(handle, Sql.UPDATE_MESSAGE, id)
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
