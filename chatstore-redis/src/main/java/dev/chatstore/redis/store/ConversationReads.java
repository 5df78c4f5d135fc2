package dev.chatstore.redis.store;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.Message;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.ForgottenMessage;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.redis.client.Commands;
import dev.chatstore.redis.client.KeyFamily;
import dev.chatstore.redis.client.Reply;
import dev.chatstore.redis.store.form.CorruptParts;
import dev.chatstore.redis.store.form.HeadFields;
import dev.chatstore.redis.store.form.StoredMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Reads whole conversations as they were at one moment. A small one is one script. Of others it reads the head, the messages in
 * pages, and then the head again: messages that were added meanwhile change nothing about those before them; after any other
 * change, all is read again. Thread-safe.
 */
final class ConversationReads {
    /** Messages and bytes that one script reads, while the server does nothing else. */
    private static final int PAGE = 500;

    private static final int PAGE_BYTES = 4 << 20;

    /** Messages and bytes that are read at once, and again if they change. Larger ones are read in pages each time. */
    private static final int AT_ONCE = 4_000;

    private static final long AT_ONCE_BYTES = 8 << 20;

    /** More messages that were added meanwhile count as another change. */
    private static final int MAX_ADDED = 500;

    private static final int MAX_ATTEMPTS = 20;

    /** Revisions of a message that are read at once, if they are too large for the script. */
    private static final int REVISIONS = 16;

    /** Heads that are read at once. */
    private static final int HEADS = 100;

    private final StoreContext store;

    ConversationReads(StoreContext store) {
        this.store = store;
    }

    /**
     * Some messages.
     *
     * @param head the fields of the head at that moment
     * @param messages the messages, of which a missing one is unreadable
     * @param bytes the bytes that they have as they are stored
     */
    record Page(HeadFields head, List<MessageSnapshot> messages, long bytes) {
        /** Returns whether each message has all its revisions. */
        boolean isWhole() {
            return messages.stream().allMatch(ConversationReads::isWhole);
        }
    }

    private static boolean isWhole(MessageSnapshot snapshot) {
        Message message = snapshot.message();
        return message.redacted() || snapshot.earlier().size() >= message.revision() - 1;
    }

    Optional<ConversationSnapshot> find(ConversationId id) {
        Page page = read(id, 1, PAGE);
        if (!page.head().exists()) {
            return Optional.empty();
        }
        Conversation head = page.head().conversation(id);
        // The ids of removed messages are read by other commands.
        return head.firstSequence() == 1 && page.messages().size() == head.messageCount() && page.isWhole()
                ? Optional.of(new ConversationSnapshot(head, page.messages()))
                : findLarge(id);
    }

    /** Returns a conversation without its messages. */
    Optional<Conversation> head(ConversationId id) {
        HeadFields head = fields(id);
        return head.exists() ? Optional.of(head.conversation(id)) : Optional.empty();
    }

    /** Returns those of the given conversations that exist and can be read, without their messages. */
    Map<ConversationId, Conversation> heads(Collection<ConversationId> ids) {
        Map<ConversationId, Conversation> found = new HashMap<>();
        List<ConversationId> all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += HEADS) {
            List<ConversationId> some = all.subList(from, Math.min(from + HEADS, all.size()));
            List<Map<byte[], byte[]>> heads = store.calls()
                    .together(some.stream()
                            .map(id -> Commands.hgetAll(store.keys().of(KeyFamily.HEAD, id)))
                            .toList());
            for (int i = 0; i < some.size(); i++) {
                ConversationId id = some.get(i);
                readable(id, HeadFields.of(heads.get(i))).ifPresent(head -> found.put(id, head));
            }
        }
        return found;
    }

    private static Optional<Conversation> readable(ConversationId id, HeadFields head) {
        try {
            return head.exists()
                    ? Optional.of(CorruptParts.in(id, "head", () -> head.conversation(id)))
                    : Optional.empty();
        } catch (CorruptDataException e) {
            return Optional.empty();
        }
    }

    /** Returns messages from a sequence on, some of them without their revisions. */
    private Page read(ConversationId id, long from, long limit) {
        Reply reply = Reply.of(store.calls()
                .query(StoreScript.SNAPSHOT
                        .on(store.keys().of(id))
                        .with(from)
                        .with(limit)
                        .with(PAGE_BYTES)
                        .call()));
        Reply found = reply.list(1);
        long first = reply.number(2);
        List<MessageSnapshot> messages = new ArrayList<>(found.size());
        long bytes = 0;
        for (int i = 0; i < found.size(); i++) {
            Reply parts = found.list(i);
            List<Message> revisions = new ArrayList<>(parts.size());
            for (int part = 0; part < parts.size(); part++) {
                byte[] value = parts.bytesOrNull(part);
                revisions.add(StoredMessage.read(id, value, first + i));
                bytes += value == null ? 0 : value.length;
            }
            messages.add(new MessageSnapshot(revisions.get(0), revisions.subList(1, revisions.size())));
        }
        return new Page(new HeadFields(reply.fields(0)), messages, bytes);
    }

    /** Returns messages after a sequence up to another, as many as fit into a page; none if they were deleted. */
    Page page(ConversationId id, long after, long to) {
        Page page = read(id, after + 1, Math.min(PAGE, to - after));
        return new Page(
                page.head(),
                page.messages().stream()
                        .map(message -> isWhole(message) ? message : withRevisions(id, message.message()))
                        .toList(),
                page.bytes());
    }

    /** Returns a message with its revisions, up to one that is missing. */
    @SuppressWarnings("NullAway") // A reply has null for a missing field, which the client's type does not say.
    private MessageSnapshot withRevisions(ConversationId id, Message message) {
        byte[] key = store.keys().of(KeyFamily.REVISIONS, id);
        List<Message> earlier = new ArrayList<>();
        while (earlier.size() < message.revision() - 1) {
            int first = earlier.size() + 1;
            byte[][] names = IntStream.rangeClosed(first, Math.min(first + REVISIONS, message.revision()) - 1)
                    .mapToObj(revision -> message.sequence() + ":" + revision)
                    .map(name -> name.getBytes(StandardCharsets.UTF_8))
                    .toArray(byte[][]::new);
            for (byte[] value : store.calls().call(Commands.hmget(key, names))) {
                if (value == null) {
                    return new MessageSnapshot(message, earlier);
                }
                earlier.add(StoredMessage.read(id, value, message.sequence()));
            }
        }
        return new MessageSnapshot(message, earlier);
    }

    private Optional<ConversationSnapshot> findLarge(ConversationId id) {
        for (int attempts = 0; attempts < MAX_ATTEMPTS; attempts++) {
            HeadFields fields = fields(id);
            if (!fields.exists()) {
                return Optional.empty();
            }
            Conversation head = fields.conversation(id);
            List<ForgottenMessage> forgotten = ForgottenIds.read(store, head);
            MessagePages pages = new MessagePages(this, head);
            List<MessageSnapshot> messages = new ArrayList<>();
            boolean isLarge = false;
            while (!isLarge && pages.hasNext()) {
                messages.add(pages.next());
                isLarge = messages.size() > AT_ONCE || pages.bytes() > AT_ONCE_BYTES;
            }
            if (isLarge && messages.size() < head.messageCount()) {
                return Optional.of(new ConversationSnapshot(head, () -> new GuardedMessages(this, head), forgotten));
            }
            if (isUnchanged(head)) {
                return Optional.of(new ConversationSnapshot(head, messages, forgotten));
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
        return now.created().equals(head.created())
                && now.firstSequence() == head.firstSequence()
                && now.lastSequence() - head.lastSequence() <= MAX_ADDED
                && now.version() - head.version() == appends(head, now);
    }

    /** Returns how many appends were made since. Each is one version, which its messages have. */
    private long appends(Conversation before, Conversation now) {
        Set<Long> versions = new HashSet<>();
        for (MessagePages added = new MessagePages(this, now, before.lastSequence()); added.hasNext(); ) {
            versions.add(added.next().message().version());
        }
        versions.removeIf(version -> version <= before.version());
        return versions.size();
    }

    static UnavailableException changed(ConversationId id) {
        return UnavailableException.notDone(
                id + " is changed again and again while it is read: retry when less is written to it", true, null);
    }
}
