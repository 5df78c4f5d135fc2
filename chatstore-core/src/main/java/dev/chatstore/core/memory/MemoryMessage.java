package dev.chatstore.core.memory;

import dev.chatstore.api.ConflictException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Role;
import dev.chatstore.api.Slice;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.core.backend.SnapshotReading;
import dev.chatstore.core.codec.Fingerprint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One message with its revisions, and the role and text as they were sent. Its store's lock guards it. */
final class MemoryMessage {
    private final Role originalRole;
    private final String originalText;
    private final List<Message> revisions = new ArrayList<>();

    MemoryMessage(NewMessage message, long sequence, long version, Instant now) {
        originalRole = message.role();
        originalText = message.text();
        revisions.add(Message.appended(message, sequence, version, now));
    }

    /**
     * Creates the message of a snapshot.
     *
     * @param base what the version is raised by
     */
    MemoryMessage(MessageSnapshot snapshot, long base) {
        revisions.addAll(snapshot.earlier());
        revisions.add(snapshot.message());
        revisions.replaceAll(revision -> SnapshotReading.raised(revision, base));
        originalRole = revisions.get(0).role();
        originalText = revisions.get(0).text();
    }

    long sequence() {
        return current().sequence();
    }

    Message current() {
        return revisions.get(revisions.size() - 1);
    }

    /** Returns the message with all its revisions. */
    MessageSnapshot snapshot() {
        return new MessageSnapshot(current(), revisions.subList(0, revisions.size() - 1));
    }

    List<Message> revisions() {
        return List.copyOf(revisions.subList(Math.max(0, revisions.size() - Slice.MAX_LIMIT), revisions.size()));
    }

    /** Returns whether a message is the one that was stored. A redacted message equals every other. */
    boolean isSameAs(NewMessage message) {
        return current().redacted()
                || (message.role() == originalRole && message.text().equals(originalText));
    }

    /** Returns the fingerprint of the message as it was sent, or null if it equals every other. */
    @Nullable Long fingerprintOrNull() {
        return current().redacted() ? null : (Long) Fingerprint.of(originalRole, originalText);
    }

    /** Edits the message, and returns by how many tokens it grew, or null if nothing changed. */
    @Nullable Long edit(ConversationId id, MessageEdit edit, Instant now) {
        Message old = current();
        if (old.redacted()) {
            throw new InvalidInputException("message", "must not be a redacted one", 0);
        }
        Message edited = old.revised(edit, now);
        if (edited.revision() == old.revision()) {
            return null;
        }
        if (edit.expectedRevision() != null && edit.expectedRevision() != old.revision()) {
            throw ConflictException.ofMessage(id, old.sequence(), edit.expectedRevision(), old.revision());
        }
        revisions.add(edited);
        return edited.tokens() - old.tokens();
    }

    /** Erases the message with its author, and returns by how many tokens it grew, or null if nothing changed. */
    @Nullable Long erase(boolean withId, Instant now) {
        Message old = current();
        Message erased = old.erased(now, withId);
        if (erased.revision() == old.revision()) {
            return null;
        }
        revisions.clear();
        revisions.add(erased);
        return -old.tokens();
    }

    /** Redacts the message, and returns by how many tokens it grew, or null if nothing changed. */
    @Nullable Long redact(Instant now) {
        Message old = current();
        if (old.redacted()) {
            return null;
        }
        revisions.clear();
        revisions.add(old.emptied(now));
        return -old.tokens();
    }
}
