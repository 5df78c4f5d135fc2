package dev.chatstore.redis.store;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.redis.client.Commands;
import dev.chatstore.redis.client.KeyFamily;
import dev.chatstore.redis.client.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Reads whole conversations as they were at one moment. A small one is one script. Of others it reads the head, the messages in
 * pages, and then the head again: messages that were added meanwhile change nothing about those before them; after any other
 * change, all is read again. Thread-safe.
 */
final class ConversationReads {
    /** Messages and bytes that one script reads, while the server does nothing else. */
    private static final int SMALL = 500;

    private static final int SMALL_BYTES = 4 << 20;

    /** Messages and bytes that are read at once, and again if they change. Larger ones are read in pages each time. */
    private static final int AT_ONCE = 4_000;

    private static final long AT_ONCE_BYTES = 8 << 20;

    /** More messages that were added meanwhile count as another change. */
    private static final int MAX_ADDED = 500;

    private static final int MAX_ATTEMPTS = 20;

    private final StoreContext store;

    ConversationReads(StoreContext store) {
        this.store = store;
    }

    Optional<ConversationSnapshot> find(ConversationId id) {
        Reply reply = Reply.of(store.calls()
                .query(StoreScript.SNAPSHOT
                        .on(store.keys().of(id))
                        .with(SMALL)
                        .with(SMALL_BYTES)
                        .call()));
        HeadFields fields = new HeadFields(reply.fields(0));
        if (!fields.exists()) {
            return Optional.empty();
        }
        return reply.size() == 1
                ? findLarge(id)
                : Optional.of(
                        new ConversationSnapshot(fields.conversation(id), messages(id, reply.list(1), reply.list(2))));
    }

    /** Returns messages with their revisions, which follow each other. */
    private static List<MessageSnapshot> messages(ConversationId id, Reply stored, Reply revisions) {
        List<MessageSnapshot> messages = new ArrayList<>(stored.size());
        int next = 0;
        for (Message message : StoredMessage.readAll(id, stored, 1)) {
            List<Message> earlier = new ArrayList<>();
            if (!message.redacted()) {
                while (earlier.size() < message.revision() - 1 && next < revisions.size()) {
                    earlier.add(StoredMessage.read(id, revisions.bytesOrNull(next++), message.sequence()));
                }
            }
            messages.add(new MessageSnapshot(message, earlier));
        }
        return messages;
    }

    private Optional<ConversationSnapshot> findLarge(ConversationId id) {
        for (int attempts = 0; attempts < MAX_ATTEMPTS; attempts++) {
            HeadFields fields = fields(id);
            if (!fields.exists()) {
                return Optional.empty();
            }
            Conversation head = fields.conversation(id);
            MessagePages pages = new MessagePages(this, head);
            List<MessageSnapshot> messages = new ArrayList<>();
            while (messages.size() <= AT_ONCE && pages.bytes() <= AT_ONCE_BYTES && pages.hasNext()) {
                messages.add(pages.next());
            }
            if (messages.size() < head.lastSequence()) {
                return Optional.of(new ConversationSnapshot(head, () -> new GuardedMessages(this, head)));
            }
            if (isUnchanged(head)) {
                return Optional.of(new ConversationSnapshot(head, messages));
            }
        }
        throw changed(id);
    }

    private HeadFields fields(ConversationId id) {
        byte[] key = store.keys().of(KeyFamily.HEAD, id);
        HeadFields head = HeadFields.of(store.calls().call(Commands.hgetAll(key)));
        if (head.isForeign()) {
            throw Reply.foreign(key);
        }
        return head;
    }

    /** Returns messages after a sequence up to another. A missing one is unreadable. */
    List<MessageSnapshot> page(ConversationId id, long after, long to) {
        List<MessageSnapshot> messages = new ArrayList<>();
        for (Message message : messages(id, after + 1, to)) {
            messages.add(
                    message.revision() == 1 || message.redacted() ? new MessageSnapshot(message) : edited(id, message));
        }
        return messages;
    }

    @SuppressWarnings("NullAway") // A reply has null for a missing field, which the client's type does not say.
    private List<Message> messages(ConversationId id, long from, long to) {
        byte[][] sequences = LongStream.rangeClosed(from, to)
                .mapToObj(sequence -> Long.toString(sequence).getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        if (sequences.length == 0) {
            return List.of();
        }
        List<byte[]> values = store.calls().call(Commands.hmget(store.keys().of(KeyFamily.MESSAGES, id), sequences));
        List<Message> messages = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            messages.add(StoredMessage.read(id, values.get(i), from + i));
        }
        return messages;
    }

    private MessageSnapshot edited(ConversationId id, Message message) {
        Reply reply = Reply.of(store.calls()
                .query(StoreScript.REVISIONS
                        .on(store.keys().of(id))
                        .with(message.sequence())
                        .with(Integer.MAX_VALUE)
                        .call()));
        List<Message> earlier = new ArrayList<>();
        for (int i = 0; i < reply.size() - 1; i++) {
            earlier.add(StoredMessage.read(id, reply.bytesOrNull(i), message.sequence()));
        }
        return new MessageSnapshot(message, earlier);
    }

    /** Returns whether a conversation is as it was, but for messages that were added. */
    boolean isUnchanged(Conversation head) {
        ConversationId id = head.id();
        HeadFields fields = fields(id);
        if (!fields.exists()) {
            return false;
        }
        Conversation now = fields.conversation(id);
        if (now.version() == head.version()) {
            return now.equals(head);
        }
        // Each append is one version, which its messages have.
        long appends = now.lastSequence() - head.lastSequence() > MAX_ADDED
                ? 0
                : messages(id, head.lastSequence() + 1, now.lastSequence()).stream()
                        .mapToLong(Message::version)
                        .filter(version -> version > head.version())
                        .distinct()
                        .count();
        return now.created().equals(head.created()) && now.version() - head.version() == appends;
    }

    static UnavailableException changed(ConversationId id) {
        return UnavailableException.notDone(
                id + " is changed again and again while it is read: retry when less is written to it", true, null);
    }
}
