package dev.chatstore.jdbi;

import dev.chatstore.api.Attachment;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.core.codec.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    ReviseMessage(Engine engine, HeldHeads heldHeads, ReadHistory history) {
        this.engine = engine;
        this.heldHeads = heldHeads;
        this.history = history;
    }

    Optional<Message> edit(ConversationId id, long sequence, MessageEdit edit) {
        return engine.transactions()
                .write((handle, again) -> held(handle, id, sequence).map(old -> {
                    if (old.redacted()) {
                        throw new InvalidInputException("sequence", "must not be that of a redacted message", 0);
                    }
                    return revise(handle, id, old, Content.of(edit, old), Sql.INSERT_REVISION);
                }));
    }

    Optional<Message> redact(ConversationId id, long sequence) {
        Content nothing = new Content("", List.of(), Map.of(), true);
        return engine.transactions()
                .write((handle, again) ->
                        held(handle, id, sequence).map(old -> revise(handle, id, old, nothing, Sql.DELETE_REVISIONS)));
    }

    /** Returns a message of a conversation that nobody else changes until the transaction ends. */
    private Optional<Message> held(Handle handle, ConversationId id, long sequence) {
        heldHeads.hold(handle, id);
        return history.find(handle, id, sequence);
    }

    /** Writes the content, after the statement that sees to the old one. */
    private Message revise(Handle handle, ConversationId id, Message old, Content content, Sql before) {
        if (content.equals(Content.of(old))) {
            return old;
        }
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
