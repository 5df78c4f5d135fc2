package dev.chatstore.testkit.cache;

import dev.chatstore.api.Change;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.spi.ConversationWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A conversation as a durable store has it: creates changes, and the windows that a reader finds after them. */
final class DurableConversation {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00.123456Z");

    private final ConversationId id;
    private final List<Message> messages = new ArrayList<>();
    private final Instant start;
    private @Nullable Conversation head;
    private long version;

    DurableConversation(ConversationId id) {
        this(id, START);
    }

    private DurableConversation(ConversationId id, Instant start) {
        this.id = id;
        this.start = start;
    }

    DurableConversation(String id) {
        this(ConversationId.of(id));
    }

    /** Returns this conversation without its changes, as in a store that was put back, a while later. */
    DurableConversation putBack() {
        return new DurableConversation(id, start.plusSeconds(60));
    }

    ConversationId id() {
        return id;
    }

    /** Returns the version of the last change, which may be a removal. */
    long version() {
        return version;
    }

    Change.Described archive() {
        return describe(next(), Profile.EMPTY, true);
    }

    Change.Described describe(Profile profile) {
        Conversation before = next();
        return describe(before, profile, before.archived());
    }

    private Change.Described describe(Conversation before, Profile profile, boolean archived) {
        head = new Conversation(
                id,
                version,
                before.messageCount(),
                before.lastSequence(),
                before.tokens(),
                profile,
                archived,
                before.created(),
                before.lastActivity(),
                now());
        return new Change.Described(head);
    }

    Change.Appended say(String... texts) {
        return append(List.of(texts).stream().map(NewMessage::user).toArray(NewMessage[]::new));
    }

    Change.Appended append(NewMessage... added) {
        boolean isNew = head == null;
        Conversation before = next();
        List<Message> appended = new ArrayList<>();
        for (NewMessage message : added) {
            appended.add(message(message, before.lastSequence() + appended.size() + 1));
        }
        messages.addAll(appended);
        long tokens = appended.stream().mapToLong(Message::tokens).sum();
        changed(before, appended.size(), tokens);
        return new Change.Appended(id, version, appended, isNew ? Profile.EMPTY : null);
    }

    Change.Revised edit(long sequence, String text) {
        return revise(sequence, old -> old.revised(MessageEdit.of(text), now()));
    }

    Change.Revised redact(long sequence) {
        return revise(sequence, old -> old.emptied(now()));
    }

    Change.Removed remove() {
        version++;
        head = null;
        messages.clear();
        return new Change.Removed(id, version);
    }

    /** Removes the messages before a sequence as old ones. */
    Change.Described trim(long first) {
        Conversation before = next();
        List<Message> old = messages.subList(0, (int) (first - before.firstSequence()));
        int removed = old.size();
        long tokens = old.stream().mapToLong(Message::tokens).sum();
        old.clear();
        head = new Conversation(
                id,
                version,
                before.messageCount() - removed,
                before.lastSequence(),
                before.tokens() - tokens,
                before.profile(),
                before.archived(),
                before.created(),
                before.lastActivity(),
                now());
        return new Change.Described(head);
    }

    /** Returns the window that a reader of the newest messages finds. */
    ConversationWindow window(int newest) {
        return new ConversationWindow(
                id, head, messages.subList(Math.max(0, messages.size() - newest), messages.size()));
    }

    private Change.Revised revise(long sequence, UnaryOperator<Message> revision) {
        Conversation before = next();
        int index = (int) (sequence - before.firstSequence());
        Message old = messages.get(index);
        Message revised = revision.apply(old);
        messages.set(index, revised);
        long addedTokens = revised.tokens() - old.tokens();
        changed(before, 0, addedTokens);
        return new Change.Revised(id, version, revised, addedTokens);
    }

    private Conversation next() {
        version++;
        return Optional.ofNullable(head)
                .orElseGet(() -> new Conversation(id, version, 0, 0, 0, Profile.EMPTY, false, now(), now(), now()));
    }

    private void changed(Conversation before, int added, long tokens) {
        head = new Conversation(
                id,
                version,
                before.messageCount() + added,
                before.lastSequence() + added,
                before.tokens() + tokens,
                before.profile(),
                added == 0 && before.archived(),
                before.created(),
                added > 0 ? now() : before.lastActivity(),
                now());
    }

    private Message message(NewMessage message, long sequence) {
        return Message.appended(message, sequence, version, now());
    }

    private Instant now() {
        return start.plusSeconds(version);
    }
}
