package dev.chatstore.core.backend;

import dev.chatstore.api.Append;
import dev.chatstore.api.Change;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.ForgottenMessage;
import dev.chatstore.api.spi.MessageSnapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Reads the messages of a snapshot once, and checks that it is a conversation that a store could hold. It keeps no
 * messages but those of a conversation at version 1, which is one append. For one thread.
 */
public final class SnapshotReading implements Iterator<MessageSnapshot> {
    /** Leaves room for the version of a deleted predecessor: scripts and caches count exactly to 2^53. */
    private static final long MAX_VERSION = 1L << 52;

    private static final long MAX_SUM = (1L << 53) - 1;

    private final Conversation head;
    private final Iterator<ForgottenMessage> forgotten;
    private final Iterator<MessageSnapshot> messages;
    private final Set<String> ids = new HashSet<>();
    private final List<Message> appended = new ArrayList<>();
    private boolean begun;
    private long sequence;
    private long version = 1;
    private long tokens;

    /**
     * Begins to read.
     *
     * @throws InvalidInputException if the head is not one that a store could hold
     */
    public SnapshotReading(ConversationSnapshot snapshot) {
        head = snapshot.head();
        forgotten = snapshot.forgotten().iterator();
        messages = snapshot.messages().iterator();
        check(head.version() >= 1, "version", "must be positive");
        check(head.version() <= MAX_VERSION, "version", "must be at most 2^52");
        check(head.tokens() <= MAX_SUM, "tokens", "must be less than 2^53");
        check(head.messageCount() >= 0, "messageCount", "must not be negative");
        check(head.firstSequence() >= 1, "lastSequence", "must be at least the number of messages");
        check(head.lastSequence() <= MAX_SUM, "lastSequence", "must be less than 2^53");
        check(head.profile().unreadable().isEmpty(), "profile", "must not have unreadable parts");
        boolean asBegun = !head.archived()
                && head.updated().equals(head.created())
                && head.lastActivity().equals(head.created());
        check(
                head.version() > 1 || (asBegun && head.firstSequence() == 1),
                "version",
                "must be greater than 1 after a change of the conversation");
    }

    /**
     * Checks that no two snapshots are of the same conversation.
     *
     * @throws InvalidInputException if two are
     */
    public static void checkDistinct(List<ConversationSnapshot> snapshots) {
        Set<ConversationId> conversations = new HashSet<>();
        for (ConversationSnapshot snapshot : snapshots) {
            if (!conversations.add(snapshot.id())) {
                throw new InvalidInputException("conversations", "must not have " + snapshot.id() + " twice", 0);
            }
        }
    }

    /** Returns what is kept of removed messages, each checked. What is not read here is read before the first message. */
    public Iterator<ForgottenMessage> forgotten() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return forgotten.hasNext();
            }

            @Override
            public ForgottenMessage next() {
                return checked(forgotten.next());
            }
        };
    }

    private ForgottenMessage checked(ForgottenMessage old) {
        check(old.sequence() > sequence, "forgotten", "must be in the order of their sequences");
        check(old.sequence() < head.firstSequence(), "forgotten", "must come before the first message");
        check(old.version() >= version, "forgotten", "must not have a version less than that of the one before");
        check(old.version() < head.version(), "forgotten", "must have a version less than the conversation's");
        NewMessage.checkId(old.id());
        check(ids.add(old.id()), "id", "must differ from those of the messages before");
        sequence = old.sequence();
        version = old.version();
        return old;
    }

    private void begin() {
        if (!begun) {
            begun = true;
            forgotten().forEachRemaining(old -> {});
            sequence = head.firstSequence() - 1;
        }
    }

    /**
     * Returns whether there is another message. The end is validated here, so a caller must ask until there is none.
     *
     * @throws InvalidInputException if there is none, and the head does not agree with the messages
     */
    @Override
    public boolean hasNext() {
        begin();
        if (messages.hasNext()) {
            return true;
        }
        check(sequence == head.lastSequence(), "messages", "must be as many as the conversation has");
        check(tokens == head.tokens(), "tokens", "must be the sum of the messages' tokens");
        return false;
    }

    /**
     * Returns the next message.
     *
     * @throws InvalidInputException if it is not one that a store could hold in this place
     */
    @Override
    public MessageSnapshot next() {
        begin();
        MessageSnapshot snapshot = messages.next();
        Message message = snapshot.message();
        check(message.sequence() == ++sequence, "sequence", "must follow the one before without a gap");
        check(message.version() >= version, "version", "must not be less than that of the message before");
        check(message.version() <= head.version(), "version", "must not be greater than the conversation's");
        check(message.parent() >= 0 && message.parent() < sequence, "parent", "must come before its message");
        check(message.id() == null || ids.add(message.id()), "id", "must differ from those of the messages before");
        checkRevisions(snapshot);
        checkContent(message);
        version = message.version();
        tokens += message.tokens();
        if (head.version() == 1) {
            keep(message);
        }
        return snapshot;
    }

    private void keep(Message message) {
        check(appended.size() < Append.MAX_MESSAGES, "version", "must be higher after so many messages");
        check(message.created().equals(head.created()), "version", "must be higher for messages of several times");
        check(message.revision() == 1, "version", "must be higher after an edit");
        appended.add(message);
    }

    private void checkRevisions(MessageSnapshot snapshot) {
        Message message = snapshot.message();
        List<Message> earlier = snapshot.earlier();
        check(message.revision() >= 1, "revision", "must be positive");
        check(
                (message.revision() > 1) == (message.edited() != null),
                "edited",
                "must be the time of the last revision");
        if (message.redacted()) {
            boolean empty = message.text().isEmpty()
                    && message.attachments().isEmpty()
                    && message.metadata().isEmpty()
                    && message.tokens() == 0;
            check(empty && earlier.isEmpty() && message.revision() > 1, "redacted", "must leave no content");
            return;
        }
        check(earlier.size() == message.revision() - 1, "earlier", "must be all earlier revisions");
        for (int i = 0; i < earlier.size(); i++) {
            Message revision = earlier.get(i);
            check(revision.revision() == i + 1, "earlier", "must be all earlier revisions");
            check((i > 0) == (revision.edited() != null), "edited", "must be the time of the revision");
            check(!revision.redacted() && isOfSameMessage(revision, message), "earlier", "must be of the same message");
            checkContent(revision);
        }
    }

    private static boolean isOfSameMessage(Message revision, Message message) {
        return revision.sequence() == message.sequence()
                && revision.version() <= message.version()
                && revision.parent() == message.parent()
                && revision.role() == message.role()
                && Objects.equals(revision.id(), message.id())
                && Objects.equals(revision.author(), message.author())
                && revision.created().equals(message.created())
                && revision.said().equals(message.said());
    }

    /** Checks parts as those of a new message. */
    private void checkContent(Message message) {
        check(message.unreadable().isEmpty(), "message", "must not have unreadable parts");
        NewMessage checked = new NewMessage(
                message.id(),
                message.role(),
                message.author(),
                message.text(),
                message.attachments(),
                Map.of(),
                null,
                message.tokens(),
                message.said());
        if (!message.metadata().isEmpty()) {
            checked.withMetadata(message.metadata());
        }
    }

    private void check(boolean holds, String field, String rule) {
        if (!holds) {
            String place = sequence == 0 ? "" : " (message " + sequence + ")";
            throw new InvalidInputException(field, rule + " in " + head.id() + place, 0);
        }
    }

    /**
     * Returns the change that loading it makes, once it is read to its end: what a reader of the changes gets.
     *
     * @param base the version of the deleted conversation that it takes the place of, or 0
     */
    public Change change(long base) {
        return head.version() == 1 && !appended.isEmpty()
                ? new Change.Appended(
                        head.id(),
                        base + 1,
                        appended.stream().map(message -> raised(message, base)).toList(),
                        head.profile())
                : new Change.Described(raised(head, base));
    }

    /** Returns a head with its version raised by that of the deleted conversation that it takes the place of. */
    public static Conversation raised(Conversation head, long base) {
        return base == 0
                ? head
                : new Conversation(
                        head.id(),
                        head.version() + base,
                        head.messageCount(),
                        head.lastSequence(),
                        head.tokens(),
                        head.profile(),
                        head.archived(),
                        head.created(),
                        head.lastActivity(),
                        head.updated());
    }

    /** Returns a message with its version raised by that of the deleted conversation that it takes the place of. */
    public static Message raised(Message message, long base) {
        return base == 0
                ? message
                : new Message(
                        message.sequence(),
                        message.version() + base,
                        message.id(),
                        message.role(),
                        message.author(),
                        message.text(),
                        message.attachments(),
                        message.metadata(),
                        message.parent(),
                        message.tokens(),
                        message.revision(),
                        message.created(),
                        message.said(),
                        message.edited(),
                        message.redacted(),
                        message.unreadable());
    }
}
