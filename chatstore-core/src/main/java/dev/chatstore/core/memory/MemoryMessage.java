package dev.chatstore.core.memory;

import dev.chatstore.api.Attachment;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Slice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One message with its revisions, and what it was when it came. Its store's lock guards it. */
final class MemoryMessage {
    private final NewMessage original;
    private final List<Message> revisions = new ArrayList<>();

    MemoryMessage(NewMessage message, long sequence, long version, Instant now) {
        original = message;
        revisions.add(new Message(
                sequence,
                version,
                message.id(),
                message.role(),
                message.author(),
                message.text(),
                message.attachments(),
                message.metadata(),
                message.parent() == null ? sequence - 1 : message.parent(),
                message.tokens(),
                1,
                now,
                null,
                false));
    }

    long sequence() {
        return current().sequence();
    }

    Message current() {
        return revisions.get(revisions.size() - 1);
    }

    List<Message> revisions() {
        return List.copyOf(revisions.subList(Math.max(0, revisions.size() - Slice.MAX_LIMIT), revisions.size()));
    }

    /** Returns whether a message is the one that this came as; of a redacted one nobody can tell any more. */
    boolean cameAs(NewMessage message) {
        long parent = message.parent() == null ? sequence() - 1 : message.parent();
        return current().redacted()
                || (parent == current().parent() && message.withParent(0).equals(original.withParent(0)));
    }

    /** Returns whether the edit changed anything. */
    boolean edit(MessageEdit edit, Instant now) {
        Message old = current();
        if (old.redacted()) {
            throw new InvalidInputException("sequence", "must not be that of a redacted message", 0);
        }
        Message edited = revised(
                old,
                edit.text(),
                edit.attachments() == null ? old.attachments() : edit.attachments(),
                edit.metadata() == null ? old.metadata() : edit.metadata(),
                now,
                false);
        boolean changes = !edited.text().equals(old.text())
                || !edited.attachments().equals(old.attachments())
                || !edited.metadata().equals(old.metadata());
        if (changes) {
            revisions.add(edited);
        }
        return changes;
    }

    /** Returns whether there was anything to redact. */
    boolean redact(Instant now) {
        Message old = current();
        if (old.redacted()) {
            return false;
        }
        revisions.clear();
        revisions.add(revised(old, "", List.of(), Map.of(), now, true));
        return true;
    }

    private static Message revised(
            Message old,
            String text,
            List<Attachment> attachments,
            Map<String, @Nullable Object> metadata,
            Instant now,
            boolean redacted) {
        return new Message(
                old.sequence(),
                old.version(),
                old.id(),
                old.role(),
                old.author(),
                text,
                attachments,
                metadata,
                old.parent(),
                old.tokens(),
                old.revision() + 1,
                old.created(),
                now,
                redacted);
    }
}
