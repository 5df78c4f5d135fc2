package dev.chatstore.testkit.cache;

import dev.chatstore.api.Change;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.spi.ConversationWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A conversation as a durable store has it: creates changes, and the windows that a reader finds after them. */
final class DurableConversation {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00.123456Z");

    private final ConversationId id;
    private final List<Message> messages = new ArrayList<>();
    private @Nullable Conversation head;
    private long version;

    DurableConversation(ConversationId id) {
        this.id = id;
    }

    DurableConversation(String id) {
        this(ConversationId.of(id));
    }

    ConversationId id() {
        return id;
    }

    /** Returns the version of the last change, which may be a removal. */
    long version() {
        return version;
    }

    Change.Described describe(Profile profile) {
        Conversation before = next();
        head = new Conversation(
                id,
                version,
                before.messageCount(),
                before.lastSequence(),
                before.tokens(),
                profile,
                before.archived(),
                before.created(),
                now());
        return new Change.Described(head);
    }

    Change.Appended say(String... texts) {
        return append(List.of(texts).stream().map(NewMessage::user).toArray(NewMessage[]::new));
    }

    Change.Appended append(NewMessage... added) {
        Conversation before = next();
        List<Message> appended = new ArrayList<>();
        for (NewMessage message : added) {
            appended.add(message(message, before.lastSequence() + appended.size() + 1));
        }
        messages.addAll(appended);
        long tokens = appended.stream().mapToLong(Message::tokens).sum();
        changed(before, appended.size(), tokens);
        return new Change.Appended(id, version, appended);
    }

    Change.Revised edit(long sequence, String text) {
        return revise(sequence, text, false);
    }

    Change.Revised redact(long sequence) {
        return revise(sequence, "", true);
    }

    Change.Removed remove() {
        version++;
        head = null;
        messages.clear();
        return new Change.Removed(id, version);
    }

    /** Returns the window that a reader of the newest messages finds. */
    ConversationWindow window(int newest) {
        return new ConversationWindow(
                id, head, messages.subList(Math.max(0, messages.size() - newest), messages.size()));
    }

    private Change.Revised revise(long sequence, String text, boolean redacted) {
        Conversation before = next();
        Message old = messages.get((int) sequence - 1);
        Message revised = new Message(
                old.sequence(),
                old.version(),
                old.id(),
                old.role(),
                old.author(),
                text,
                redacted ? List.of() : old.attachments(),
                redacted ? Map.of() : old.metadata(),
                old.parent(),
                old.tokens(),
                old.revision() + 1,
                old.created(),
                now(),
                redacted);
        messages.set((int) sequence - 1, revised);
        changed(before, 0, 0);
        return new Change.Revised(id, version, revised);
    }

    private Conversation next() {
        version++;
        return Optional.ofNullable(head)
                .orElseGet(() -> new Conversation(id, version, 0, 0, 0, Profile.EMPTY, false, now(), now()));
    }

    private void changed(Conversation before, int added, long tokens) {
        head = new Conversation(
                id,
                version,
                before.messageCount() + added,
                before.lastSequence() + added,
                before.tokens() + tokens,
                before.profile(),
                before.archived(),
                before.created(),
                now());
    }

    private Message message(NewMessage message, long sequence) {
        return new Message(
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
                now(),
                null,
                false);
    }

    private Instant now() {
        return START.plusSeconds(version);
    }
}
